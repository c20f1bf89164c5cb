import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { ObserveError } from '../../checkers/define.ts';
import * as api from '../../protocol/api/index.ts';
import { pathOf } from '../../protocol/api/path.ts';
import { folders } from '../setup/folders.ts';
import { startLab } from '../testing/lab.ts';
import { join } from '../testing/learner-client.ts';
import { temporaryFolder } from '../testing/temporary.ts';
import { Judge, JudgeEnded } from './judge.ts';

/** A course whose one exercise is judged by this body of a function; each answer is a word. */
function courseOf(body: string) {
  const folder = temporaryFolder(folders.made);
  const course = {
    exercisesDir: path.join(folder, 'exercises'),
    checkersDir: path.join(folder, 'checkers'),
    write(judging: string) {
      writeFileSync(
        path.join(course.checkersDir, 'one.ts'),
        `import { z } from 'zod';
         const right = { status: 'correct', score: 1, findings: [{ id: 'right', tone: 'right', text: 'Right.', evidence: [] }] };
         export default { answer: z.object({ word: z.string() }), observe: async () => 'facts', judge({ word }, facts) { ${judging} } };`,
      );
    },
  };
  mkdirSync(path.join(course.exercisesDir, '01-one'), { recursive: true });
  mkdirSync(course.checkersDir);
  writeFileSync(
    path.join(course.exercisesDir, '01-one/exercise.yaml'),
    'title: One\nchapter: c\npoints: 1\nchecker: one\n',
  );
  course.write(body);
  return course;
}

function judgeOf(course: ReturnType<typeof courseOf>, parts: { judgeLimit?: number; idle?: number } = {}) {
  const judge = new Judge({ courses: { course }, ...parts });
  onTestFinished(() => judge.close());
  return (word: string, facts: unknown = 'facts') =>
    judge.judge({ course: 'course', exercise: 'one', answer: { word }, facts });
}

/** ms; longer than any other answer takes, also on a machine that is busy. */
const LIMIT = 1500;
const TOOK_TOO_LONG = 'Judging the answer took longer than 1.5 s, and was ended.';
const FOREVER = 'if (word === "forever") for (;;); return right;';

test('an answer is judged by the facts, in a thread of its own', async () => {
  const judge = judgeOf(
    courseOf(
      'globalThis.before = (globalThis.before ?? "") + word; return { ...right, findings: [{ ...right.findings[0], text: globalThis.before + facts.seen }] };',
    ),
  );
  expect(await judge('a', { seen: 1 })).toMatchObject({ status: 'correct', findings: [{ text: 'a1' }] });
  expect(await judge('b', { seen: 2 })).toMatchObject({ findings: [{ text: 'ab2' }] });
  expect(globalThis).not.toHaveProperty('before');
});

test('judging that does not end is ended, while everything else goes on, and the next answer is judged', async () => {
  const judge = judgeOf(courseOf(FOREVER), { judgeLimit: LIMIT });
  let turns = 0;
  const timer = setInterval(() => turns++, 5);
  const [forever, next] = await Promise.allSettled([judge('forever'), judge('next')]);
  clearInterval(timer);
  expect(forever).toMatchObject({
    reason: expect.objectContaining({ name: 'JudgeEnded', message: TOOK_TOO_LONG }),
  });
  expect(next).toMatchObject({ value: { status: 'correct' } });
  expect(turns).toBeGreaterThan(3);
});

test('judging that fills the memory is ended, and nothing else with it', async () => {
  const fill = 'const all = []; for (;;) all.push({ word, at: all.length });';
  const judge = judgeOf(courseOf(`if (word === "fill") { ${fill} } return right;`), { judgeLimit: 60_000 });
  await expect(judge('fill')).rejects.toThrow(JudgeEnded);
  expect(await judge('next')).toMatchObject({ status: 'correct' });
});

test.for([
  ['throws', 'throw new TypeError("no such field");', 'no such field'],
  ['throws what is no error', 'throw "nothing";', 'nothing'],
  ['gives no verdict', 'return undefined;', 'expected object'],
  ['has another score', 'return { ...right, score: 2 };', '<=1'],
] as const)('of a check that %s it is said, and that is no end of the thread', async ([, body, said]) => {
  const judge = judgeOf(courseOf(`if (word === "wrong") { ${body} } return right;`));
  await expect(judge('wrong')).rejects.toThrow(said);
  expect(await judge('next')).toMatchObject({ status: 'correct' });
});

test('a learner is told as it is that nothing can be said of such a host', async () => {
  const judge = judgeOf(
    courseOf('throw Object.assign(new Error("It has no way out."), { name: "ObserveError" });'),
  );
  await expect(judge('a')).rejects.toThrow(new ObserveError('It has no way out.'));
  await expect(judge('a')).rejects.toBeInstanceOf(ObserveError);
});

test('long texts of a host are cut in the verdict', async () => {
  const judge = judgeOf(
    courseOf(
      'return { ...right, findings: Array(1000).fill({ id: "x", tone: "note", text: facts, reveal: facts, evidence: [{ command: facts, seen: facts }] }) };',
    ),
  );
  const { findings } = await judge('a', 'x'.repeat(100_000));
  expect(findings).toHaveLength(200);
  const [{ text, reveal, evidence } = { evidence: [] }] = findings as [(typeof findings)[0]];
  expect([text, reveal, evidence[0]?.command, evidence[0]?.seen].map((one) => one?.length)).toEqual([
    4001, 4001, 4001, 20_001,
  ]);
});

test('the thread ends when it has nothing to judge, and comes back', async () => {
  const judge = judgeOf(
    courseOf(
      'return { ...right, findings: [{ ...right.findings[0], text: String(globalThis.count = (globalThis.count ?? 0) + 1) }] };',
    ),
    {
      idle: 20,
    },
  );
  await expect
    .poll(async () => (await judge('a')).findings[0]?.text, { interval: 60, timeout: 30_000 })
    .toBe('1');
  expect(await judge('a')).toMatchObject({ findings: [{ text: '2' }] });
  // After an idle time a new thread counts from the beginning.
  await vi.waitFor(async () => expect((await judge('a')).findings[0]?.text).toBe('1'), {
    interval: 100,
    timeout: 30_000,
  });
});

test('a checker that was changed judges as soon as the thread is a new one', async () => {
  const course = courseOf('return { ...right, status: "partial" };');
  const judge = new Judge({ courses: { course } });
  onTestFinished(() => judge.close());
  const status = async () =>
    (await judge.judge({ course: 'course', exercise: 'one', answer: { word: 'a' }, facts: null })).status;
  expect(await status()).toBe('partial');
  course.write('return right;');
  expect(await status()).toBe('partial');
  judge.renew();
  expect(await status()).toBe('correct');
});

test('a learner whose answer can not be judged in time is told so, at no cost, while the pages go on', async () => {
  const lab = await startLab({ ...courseOf(FOREVER), judgeLimit: LIMIT });
  const learner = await join(lab);
  const answered = learner.post(pathOf(api.exercises.answer, { params: { id: 'one' } }), {
    answer: { word: 'forever' },
  });
  let isAnswered = false;
  void answered.then(() => {
    isAnswered = true;
  });
  expect((await learner.fetch(pathOf(api.learner.me))).status).toBe(200);
  expect(isAnswered).toBe(false);
  expect(await (await answered).json()).toMatchObject({
    counted: false,
    verdict: { status: 'error', findings: [{ text: expect.stringContaining(TOOK_TOO_LONG) }] },
  });
  expect(lab.log).toContainEqual(expect.objectContaining({ level: 50, msg: 'Judging was ended' }));
});
