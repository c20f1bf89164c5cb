import { expect, test } from 'vitest';
import { z } from 'zod';
import * as api from '../../protocol/api/index.ts';
import { pathOf } from '../../protocol/api/path.ts';
import { Attempt } from '../../protocol/attempt.ts';
import { OpenedHints } from '../../protocol/exercise.ts';
import { Me } from '../../protocol/learner.ts';
import { Solution } from '../../protocol/solution.ts';
import { answer, attemptsAt, ExerciseList, exerciseOf, holdChecks, putFile } from '../testing/answers.ts';
import { startLab } from '../testing/lab.ts';
import { join, type LearnerClient, problemOf } from '../testing/learner-client.ts';
import { until } from '../testing/terminal-client.ts';

test('the exercises come in order, each with the JSON Schema its answers follow', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  const { exercises } = await ada.get(pathOf(api.exercises.list), ExerciseList);
  expect(
    exercises.map(({ id, number, points, revealAfter }) => ({ id, number, points, revealAfter })),
  ).toEqual([
    { id: 'word', number: 1, points: 4, revealAfter: 2 },
    { id: 'lines', number: 2, points: 9, revealAfter: 3 },
    { id: 'done', number: 3, points: 2, revealAfter: 3 },
  ]);
  expect(exercises[0]).toMatchObject({
    title: 'The word in the file',
    chapter: 'files',
    form: { word: { label: 'The word' } },
    hints: { total: 2, opened: [], cost: 0.5 },
    standing: null,
  });
  const schema = z.fromJSONSchema(exercises[0]?.answer ?? {});
  expect(schema.safeParse({ word: 'veth' }).success).toBe(true);
  for (const wrong of [{}, { word: 5 }, { word: 'veth', more: 1 }, 'veth']) {
    expect(schema.safeParse(wrong).success).toBe(false);
  }
});

test('the checker marks an answer by what it finds on the host', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  putFile(ada, 'word.txt', 'veth\n');
  const attempt = await answer(ada, 'word', { word: 'veth' });
  expect(attempt).toMatchObject({
    exercise: 'word',
    answer: { word: 'veth' },
    points: 4,
    seed: 'lesson',
    counted: true,
    verdict: { status: 'correct', score: 1, findings: [{ id: 'the-word', text: 'That is the word.' }] },
  });
  putFile(ada, 'word.txt', 'bridge\n');
  expect((await answer(ada, 'word', { word: 'veth' })).verdict.status).toBe('incorrect');
});

test('a part of the answer earns a part of the points, and the best attempt stands', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  putFile(ada, 'lines.txt', 'eth0\nlo\nveth0\n');
  expect(await answer(ada, 'lines', { lines: ['lo'] })).toMatchObject({
    points: 3,
    verdict: { status: 'partial' },
  });
  expect(await answer(ada, 'lines', { lines: ['lo', 'eth0'] })).toMatchObject({ points: 6 });
  expect(await answer(ada, 'lines', { lines: ['nothing'] })).toMatchObject({ points: 0 });
  expect((await exerciseOf(ada, 'lines'))?.standing).toEqual({
    status: 'partial',
    score: 2 / 3,
    points: 6,
    taken: 0,
    late: 0,
    held: false,
    override: null,
    attempts: 3,
  });
  expect((await ada.get(pathOf(api.learner.me), Me)).points).toEqual({ earned: 6, possible: 15 });
});

test('the verdict is kept before it is answered', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  putFile(ada, 'word.txt', 'veth');
  const attempt = await answer(ada, 'word', { word: 'veth' });
  expect(await attemptsAt(ada, 'word')).toEqual([attempt]);
});

test('a learner sees only their own attempts', async () => {
  const lab = await startLab();
  const [ada, bob] = [await join(lab, 'Ada'), await join(lab, 'Bob')];
  putFile(ada, 'word.txt', 'veth');
  await answer(ada, 'word', { word: 'veth' });
  expect(await attemptsAt(bob, 'word')).toEqual([]);
  expect((await exerciseOf(bob, 'word'))?.standing).toBeNull();
});

test('the answer and the evidence stay hidden until enough attempts were made, then also of the earlier ones', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  putFile(ada, 'word.txt', 'macvlan');
  const first = await ada.post(pathOf(api.exercises.answer, { params: { id: 'word' } }), {
    answer: { word: 'veth' },
  });
  expect(await first.text()).not.toContain('macvlan');
  const hidden = await ada.fetch(pathOf(api.exercises.attempts, { params: { id: 'word' } }));
  expect(await hidden.text()).not.toContain('macvlan');

  const told = {
    reveal: 'The file holds macvlan.',
    evidence: [{ command: 'cat word.txt', seen: 'macvlan' }],
  };
  const second = await answer(ada, 'word', { word: 'bridge' });
  expect(second.verdict.findings).toMatchObject([told]);
  const all = await attemptsAt(ada, 'word');
  expect(all.map(({ answer }) => answer)).toEqual([{ word: 'bridge' }, { word: 'veth' }]);
  for (const { verdict } of all) expect(verdict.findings).toMatchObject([told]);
});

test('a check that could not look says why and costs nothing', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  const attempt = await answer(ada, 'word', { word: 'veth' });
  expect(attempt).toMatchObject({ counted: false, points: 0, verdict: { status: 'error', score: 0 } });
  expect(attempt.verdict.findings[0]?.text).toMatch(
    /word\.txt cannot be read: .*No such file.*does not count/,
  );
  expect((await exerciseOf(ada, 'word'))?.standing).toBeNull();

  putFile(ada, 'word.txt', 'macvlan');
  const wrong = await ada.post(pathOf(api.exercises.answer, { params: { id: 'word' } }), {
    answer: { word: 'veth' },
  });
  expect(await wrong.text(), 'the second attempt, but the first that counts').not.toContain('macvlan');
  expect((await exerciseOf(ada, 'word'))?.standing).toMatchObject({ status: 'incorrect', attempts: 1 });
  expect(await attemptsAt(ada, 'word')).toHaveLength(2);
});

test('two answers at once are both kept, and checked one after the other', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  const pipe = holdChecks(ada);
  const both = [answer(ada, 'word', { word: 'one' }), answer(ada, 'word', { word: 'two' })];
  // One writer feeds one reader. If both looked at once, one write would serve both.
  await pipe.release('one');
  const first = await Promise.race(both);
  await pipe.release('two');
  const attempts = await Promise.all(both);
  expect(first.answer).toEqual({ word: 'one' });
  expect(attempts.map(({ verdict }) => verdict.status)).toEqual(['correct', 'correct']);
  expect(await attemptsAt(ada, 'word')).toMatchObject([
    { answer: { word: 'two' } },
    { answer: { word: 'one' } },
  ]);
});

test('the check of one learner does not wait for that of another', async () => {
  const lab = await startLab();
  const [ada, bob] = [await join(lab, 'Ada'), await join(lab, 'Bob')];
  const pipe = holdChecks(ada);
  const waiting = answer(ada, 'word', { word: 'veth' });
  putFile(bob, 'word.txt', 'bridge');
  expect((await answer(bob, 'word', { word: 'bridge' })).verdict.status).toBe('correct');
  await pipe.release('veth');
  expect((await waiting).verdict.status).toBe('correct');
});

test('more answers at once than can wait are refused, and the others are all kept', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  const pipe = holdChecks(ada);
  const posts = Array.from({ length: 12 }, (_, number) =>
    ada.post(pathOf(api.exercises.answer, { params: { id: 'word' } }), { answer: { word: `w${number}` } }),
  );
  const answered = { 201: 0, 429: 0 };
  for (const post of posts) void post.then(({ status }) => answered[status as 201 | 429]++);
  await until(() => answered[429] === 3);
  for (let checks = 1; checks <= 9; checks++) {
    await pipe.release('word');
    await until(() => answered[201] === checks);
  }
  const responses = await Promise.all(posts);
  expect(responses.filter(({ status }) => status === 201)).toHaveLength(9);
  for (const response of responses.filter(({ status }) => status === 429)) {
    await problemOf(response, 'too-many-requests');
    expect(response.headers.get('retry-after')).toMatch(/^\d+$/);
  }
  expect(await attemptsAt(ada, 'word')).toHaveLength(9);
});

test('an answer while the host is not ready is refused with the way out, and is no attempt', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  lab.hosts.setStatus(ada.id, { state: 'resetting' });
  const response = await ada.post(pathOf(api.exercises.answer, { params: { id: 'word' } }), {
    answer: { word: 'veth' },
  });
  expect(response.status).toBe(503);
  expect(response.headers.get('retry-after')).toMatch(/^\d+$/);
  expect((await problemOf(response, 'host-not-ready')).detail).toContain('being made anew');
  expect(await attemptsAt(ada, 'word')).toEqual([]);
});

test('attempts, points and hints are there again after the server started anew', async () => {
  const first = await startLab();
  const ada = await join(first);
  putFile(ada, 'word.txt', 'veth');
  await answer(ada, 'word', { word: 'bridge' });
  await answer(ada, 'word', { word: 'veth' });
  await ada.post(pathOf(api.exercises.openHint, { params: { id: 'word' } }), {});
  const before = [
    await attemptsAt(ada, 'word'),
    await exerciseOf(ada, 'word'),
    await ada.get(pathOf(api.learner.me), Me),
  ];
  await first.close();

  const back = ada.at(await startLab({ folder: first.folder }));
  expect([
    await attemptsAt(back, 'word'),
    await exerciseOf(back, 'word'),
    await back.get(pathOf(api.learner.me), Me),
  ]).toEqual(before);
});

test('an answer that is being checked when the server stops is kept, and answered', async () => {
  const first = await startLab();
  const ada = await join(first);
  const pipe = holdChecks(ada);
  const waiting = answer(ada, 'word', { word: 'veth' });
  const check = await pipe.begun();
  const closed = first.close();
  await pipe.give(check, 'veth');
  const attempt = await waiting;
  await closed;
  const back = ada.at(await startLab({ folder: first.folder }));
  expect(await attemptsAt(back, 'word')).toEqual([attempt]);
});

test('hints open one by one, and stay open', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  const bob = await join(lab, 'Bob');
  const open = async () =>
    OpenedHints.parse(
      await (await ada.post(pathOf(api.exercises.openHint, { params: { id: 'word' } }), {})).json(),
    );
  expect((await exerciseOf(ada, 'word'))?.hints).toEqual({ total: 2, opened: [], cost: 0.5 });
  expect(await open()).toEqual({ total: 2, opened: ['Files are read with cat.'], cost: 0.5 });
  const all = { total: 2, opened: ['Files are read with cat.', 'The file is called word.txt.'], cost: 0.5 };
  expect(await open()).toEqual(all);
  expect(await open()).toEqual(all);
  expect((await exerciseOf(ada, 'word'))?.hints).toEqual(all);
  expect((await exerciseOf(bob, 'word'))?.hints.opened).toEqual([]);
});

test('an exercise without hints opens none', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  const response = await ada.post(pathOf(api.exercises.openHint, { params: { id: 'lines' } }), {});
  expect(await response.json()).toEqual({ total: 0, opened: [], cost: 0 });
});

test('a hint takes its points from the attempts after it, and nothing from those before', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  putFile(ada, 'word.txt', 'veth');
  const hint = () => ada.post(pathOf(api.exercises.openHint, { params: { id: 'word' } }), {});
  await hint();
  expect(await answer(ada, 'word', { word: 'bridge' })).toMatchObject({ points: 0, deducted: 0.5 });
  expect((await exerciseOf(ada, 'word'))?.standing).toMatchObject({ points: 0, taken: 0 });
  expect(await answer(ada, 'word', { word: 'veth' })).toMatchObject({ points: 4, deducted: 0.5 });
  await hint();
  const standing = {
    status: 'correct',
    score: 1,
    points: 3.5,
    taken: 0.5,
    late: 0,
    attempts: 2,
    held: false,
    override: null,
  };
  expect((await exerciseOf(ada, 'word'))?.standing).toEqual(standing);
  expect(await answer(ada, 'word', { word: 'veth' })).toMatchObject({ points: 4, deducted: 1 });
  expect((await exerciseOf(ada, 'word'))?.standing).toEqual({ ...standing, attempts: 3 });
  expect((await ada.get(pathOf(api.learner.me), Me)).points.earned).toBe(3.5);
});

test('a hint that is opened while the answer waits to be checked takes nothing from it', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  const pipe = holdChecks(ada);
  const waiting = answer(ada, 'word', { word: 'veth' });
  const check = await pipe.begun();
  await ada.post(pathOf(api.exercises.openHint, { params: { id: 'word' } }), {});
  await pipe.give(check, 'veth');
  expect(await waiting).toMatchObject({ points: 4, deducted: 0 });
});

test('asking twice for the same hint opens one', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  const ask = async (number: number | string) =>
    ada.post(pathOf(api.exercises.openHint, { params: { id: 'word' }, query: { number } }), {});
  const [, again] = await Promise.all([ask(1), ask(1)]);
  expect(OpenedHints.parse(await again?.json()).opened).toHaveLength(1);
  expect(OpenedHints.parse(await (await ask(2)).json()).opened).toHaveLength(2);
  for (const odd of ['0', 'two', '1.5']) await problemOf(await ask(odd), 'invalid-fields');
});

test('the solution is served once it is time, and is nowhere before', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  putFile(ada, 'word.txt', 'veth');
  const everything = async () => {
    const paths = ['', '/word/attempts', '/word/solution', '/lines/solution'];
    const all = await Promise.all(paths.map((path) => ada.fetch(pathOf(api.exercises.list) + path)));
    return Promise.all(all.map((response) => response.text()));
  };
  const open = async () => (await exerciseOf(ada, 'word'))?.solution;
  for (const word of ['bridge', 'macvlan']) {
    expect((await everything()).join()).not.toMatch(/Print the file|cat word\.txt|belongs to the answer/);
    expect(await open()).toEqual({ rule: 'after-attempts', open: false });
    const { detail } = await problemOf(
      await ada.fetch(pathOf(api.exercises.solution, { params: { id: 'word' } })),
      'solution-kept',
    );
    expect(detail).toBe('It is shown after 2 attempts, or once your answer is right.');
    await answer(ada, 'word', { word });
  }
  expect(await open()).toEqual({ rule: 'after-attempts', open: true });
  expect(await ada.get(pathOf(api.exercises.solution, { params: { id: 'word' } }), Solution)).toEqual({
    steps: [{ text: 'Print the file. What it says is the answer.', run: 'cat word.txt' }],
  });
  const bob = await join(lab, 'Bob');
  await problemOf(
    await bob.fetch(pathOf(api.exercises.solution, { params: { id: 'word' } })),
    'solution-kept',
  );
});

test('a solution that only a right answer opens is opened by nothing else', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  putFile(ada, 'lines.txt', 'eth0\nlo\n');
  for (let tries = 0; tries < 4; tries++) await answer(ada, 'lines', { lines: ['lo'] });
  const { detail } = await problemOf(
    await ada.fetch(pathOf(api.exercises.solution, { params: { id: 'lines' } })),
    'solution-kept',
  );
  expect(detail).toBe('It is shown once your answer is right.');
  await answer(ada, 'lines', { lines: ['lo', 'eth0'] });
  await ada.get(pathOf(api.exercises.solution, { params: { id: 'lines' } }), Solution);
});

const dispute = (
  learner: LearnerClient,
  { exercise, id }: Pick<Attempt, 'exercise' | 'id'>,
  reason: unknown,
) => learner.post(pathOf(api.exercises.dispute, { params: { id: exercise, attempt: id } }), { reason });

test('a learner who disagrees says so once; the dispute stays with the attempt, and the attempt stays as it was', async () => {
  const first = await startLab();
  const ada = await join(first);
  putFile(ada, 'word.txt', 'veth');
  const attempt = await answer(ada, 'word', { word: 'bridge' });
  expect(attempt.dispute).toBeNull();
  const said = await dispute(ada, attempt, ' The file said bridge when I looked. ');
  expect(said.status).toBe(201);
  const disputed = Attempt.parse(await said.json());
  const reason = 'The file said bridge when I looked.';
  expect(disputed).toEqual({
    ...attempt,
    dispute: { reason, state: 'open', at: expect.any(String), answer: null },
  });
  await problemOf(await dispute(ada, attempt, 'Once more.'), 'disputed-already');
  await first.close();
  const back = ada.at(await startLab({ folder: first.folder }));
  expect(await attemptsAt(back, 'word')).toEqual([disputed]);
  expect((await exerciseOf(back, 'word'))?.standing).toMatchObject({ points: 0, attempts: 1 });
});

test('a learner can dispute only their own attempt at that exercise, and only with a reason', async () => {
  const lab = await startLab();
  const [ada, bob] = [await join(lab, 'Ada'), await join(lab, 'Bob')];
  putFile(ada, 'word.txt', 'veth');
  const attempt = await answer(ada, 'word', { word: 'bridge' });
  await problemOf(await dispute(bob, attempt, 'Mine.'), 'unknown-attempt');
  for (const other of [
    { ...attempt, exercise: 'lines' },
    { ...attempt, id: attempt.id + 1 },
  ]) {
    await problemOf(await dispute(ada, other, 'Mine.'), 'unknown-attempt');
  }
  for (const odd of ['', '  ', 'x'.repeat(501), 5, undefined]) {
    await problemOf(await dispute(ada, attempt, odd), 'invalid-fields');
  }
  expect((await attemptsAt(ada, 'word'))[0]?.dispute).toBeNull();
});

test('disputes beyond what anybody needs are refused', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  const odd = { exercise: 'word', id: 7 };
  for (let times = 0; times < 10; times++) expect((await dispute(ada, odd, 'x')).status).toBe(404);
  await problemOf(await dispute(ada, odd, 'x'), 'too-many-requests');
});

test('an exercise that does not exist is answered with that problem', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  for (const id of ['nothing', '..', '%2e%2e%2f', 'Word', '__proto__', 'constructor']) {
    for (const response of [
      await ada.fetch(pathOf(api.exercises.attempts, { params: { id } })),
      await ada.post(pathOf(api.exercises.answer, { params: { id } }), { answer: {} }),
      await ada.post(pathOf(api.exercises.openHint, { params: { id } }), {}),
      await ada.fetch(pathOf(api.exercises.solution, { params: { id } })),
    ]) {
      expect(response.status, id).toBe(404);
    }
  }
  const { detail } = await problemOf(
    await ada.fetch(pathOf(api.exercises.attempts, { params: { id: 'nothing' } })),
    'unknown-exercise',
  );
  expect(detail).toContain('nothing');
});
