import { expect, onTestFinished, test, vi } from 'vitest';
import { z } from 'zod';
import * as api from '../../protocol/api/index.ts';
import { pathOf } from '../../protocol/api/path.ts';
import type { Attempt } from '../../protocol/attempt.ts';
import type { ClassSettings } from '../../protocol/class.ts';
import { DeskAttempt, Grade } from '../../protocol/desk/grades.ts';
import { openDatabase } from '../store/database.ts';
import { Learners } from '../store/learners.ts';
import { XapiStore } from '../store/xapi.ts';
import { answer, putFile } from '../testing/answers.ts';
import { joinClass, signIn } from '../testing/desk-client.ts';
import { startLab, TWO_COURSES } from '../testing/lab.ts';
import { join, type LearnerClient } from '../testing/learner-client.ts';
import { failSome } from '../testing/lms-model.ts';
import { TestLrs } from '../testing/lrs.ts';
import { temporaryFolder } from '../testing/temporary.ts';
import { newsOf } from './news.ts';

type Options = NonNullable<Parameters<typeof startLab>[0]>;

const eventually = (check: () => void) => vi.waitFor(check, { timeout: 10_000, interval: 20 });

async function startLrs(): Promise<TestLrs> {
  const lrs = await TestLrs.start();
  onTestFinished(() => lrs.close());
  return lrs;
}

const xapiOf = ({ endpoint, key, secret }: TestLrs, names = false) => ({
  ...{ endpoint, key, secret, names, times: { first: 20, longest: 200 } },
});

/** Ada is in a class whose lab server tells a store. */
async function start(options: Options = {}, settings: Partial<ClassSettings> = {}) {
  const lrs = await startLrs();
  const lab = await startLab({ xapi: xapiOf(lrs), ...options });
  const desk = await signIn(lab);
  const group = await desk.newClass('Networks', settings);
  const join = async (name: string) => {
    const learner = await joinClass(lab, group.code, name);
    putFile(learner, 'word.txt', 'veth');
    putFile(learner, 'lines.txt', 'a\nb\nc\nd\n');
    return learner;
  };
  const ada = await join('Ada');
  const ofClass = { class: group.id };
  const give = (learner: LearnerClient, exercise: string, points: number | null) =>
    desk.done(
      pathOf(api.deskGrades.override, { params: { ...ofClass, learner: learner.id } }),
      { exercise, points, comment: 'By hand' },
      Grade,
    );
  const waiting = () => lab.stores.xapi.waiting();
  /** What has arrived once there is so much, and nothing waits: verb, exercise, points, and whether it was right. */
  const told = async (count: number) => {
    await eventually(() => expect([lrs.statements.length, waiting()]).toEqual([count, 0]));
    return toldTo(lrs);
  };
  return { lrs, lab, desk, group, join, ada, ofClass, give, waiting, told };
}

const lastOf = (iri: string) => iri.slice(iri.lastIndexOf('/') + 1);
const toldTo = (lrs: TestLrs) =>
  lrs.statements.map(({ verb, object, result }) =>
    [lastOf(verb.id), lastOf(object.id), result?.score?.raw, result?.success].filter(
      (one) => one !== undefined,
    ),
  );

const hours = (count: number) => new Date(Date.now() + count * 3600_000).toISOString();

test('an answer is told with its points and without itself, and once all points are reached, that', async () => {
  const { lrs, ada, group, told } = await start({ publicUrl: new URL('https://lab.example.org') });
  const { at } = await answer(ada, 'word', { word: 'a secret thought' });
  expect(await told(1)).toEqual([['answered', 'word', 0, false]]);
  expect(lrs.statements[0]).toMatchObject({
    actor: { account: { homePage: 'https://lab.example.org', name: ada.id } },
    verb: { id: 'http://adlnet.gov/expapi/verbs/answered' },
    object: {
      id: 'https://lab.example.org/go/word',
      definition: {
        name: { en: 'The word in the file' },
        type: 'http://adlnet.gov/expapi/activities/assessment',
      },
    },
    result: { success: false, score: { scaled: 0, raw: 0, min: 0, max: 4 } },
    context: {
      platform: 'vethlab',
      contextActivities: {
        grouping: [
          {
            id: `https://lab.example.org/desk/class/?id=${group.id}`,
            definition: { name: { und: 'Networks' } },
          },
        ],
      },
    },
    timestamp: at,
  });
  await answer(ada, 'lines', { lines: ['a', 'b'] });
  await answer(ada, 'word', { word: 'veth' });
  await answer(ada, 'word', { word: 'veth' });
  await answer(ada, 'word', { word: 'no' });
  expect((await told(6)).slice(1)).toEqual([
    ['answered', 'lines', 4.5, false],
    ['answered', 'word', 4, true],
    ['completed', 'word', 4],
    ['answered', 'word', 4, true],
    // It is told, and the points stay.
    ['answered', 'word', 0, false],
  ]);
  expect(lrs.statements[3]?.result).toEqual({
    ...{ completion: true, score: { scaled: 1, raw: 4, min: 0, max: 4 } },
  });
  const text = JSON.stringify(lrs.statements);
  expect(text).not.toMatch(/secret thought|Ada/);
});

test('points that change without an answer are told as they are now', async () => {
  const { lrs, desk, group, ada, ofClass, give, told } = await start();
  await give(ada, 'word', 2.5);
  expect(await told(1)).toEqual([['scored', 'word', 2.5]]);
  expect(lrs.statements[0]?.actor.account.homePage).toBe('http://vethlab.invalid');
  await give(ada, 'word', 2.5);
  await give(ada, 'word', null);
  expect((await told(2))[1]).toEqual(['scored', 'word', 0]);
  const { id } = await answer(ada, 'lines', { lines: ['a', 'b'] });
  await desk.done(
    pathOf(api.deskGrades.review, { params: { ...ofClass, attempt: id } }),
    { points: 9, comment: 'Right' },
    DeskAttempt,
  );
  expect((await told(5)).slice(2)).toEqual([
    ['answered', 'lines', 4.5, false],
    ['scored', 'lines', 9],
    ['completed', 'lines', 9],
  ]);
  const { grading } = group.settings;
  const late = { kind: 'deducted', percentPerDay: 50 } as const;
  const due = new Date(Date.now() - 60_000).toISOString();
  await desk.set(group, { grading: { ...grading, due, late } });
  expect((await told(6))[5]).toEqual(['scored', 'lines', 4.5]);
  // All points were reached before, so they are not reached anew.
  await desk.set(group, { grading });
  expect((await told(7))[6]).toEqual(['scored', 'lines', 9]);
  await desk.set(group, { grading: { ...grading, points: { lines: 6 } } });
  expect((await told(8))[7]).toEqual(['scored', 'lines', 9]);
  // Those above the maximum have none.
  expect(lrs.statements[7]?.result).toEqual({ score: { raw: 9, min: 0 } });
});

test('an exam tells nothing before its marks are released; then the points as they are', async () => {
  const exam = { from: hours(-1), until: hours(1), attempts: null, released: false };
  const { lrs, lab, desk, group, join, ada, give, waiting, told } = await start({}, { exam });
  const ben = await join('Ben');
  await answer(ada, 'word', { word: 'no' });
  await answer(ada, 'word', { word: 'veth' });
  await answer(ben, 'word', { word: 'no' });
  await give(ben, 'lines', 3);
  const [released, again] = [{ ...exam, released: true }, await desk.newClass('Another')];
  const carl = await joinClass(lab, again.code, 'Carl');
  await give(ada, 'lines', 3);
  putFile(carl, 'word.txt', 'veth');
  await answer(carl, 'word', { word: 'no' });
  // What comes later, of another class, has arrived.
  expect(await told(1)).toEqual([['answered', 'word', 0, false]]);
  expect(waiting()).toBe(0);
  await desk.set(group, { exam: released });
  await told(6);
  const of = ({ id }: LearnerClient) =>
    toldTo(lrs).filter((_, i) => lrs.statements[i]?.actor.account.name === id);
  expect(of(ada)).toEqual([
    ['scored', 'word', 4],
    ['completed', 'word', 4],
    ['scored', 'lines', 3],
  ]);
  expect(of(ben)).toEqual([
    ['scored', 'word', 0],
    ['scored', 'lines', 3],
  ]);
});

test('statements wait while the store is away, also over a restart, and arrive once in their order', async () => {
  const { lrs, lab, ada, give, waiting } = await start();
  lrs.failing = () => 'hang-up';
  await answer(ada, 'word', { word: 'no' });
  await give(ada, 'word', 1);
  await answer(ada, 'lines', { lines: ['a', 'b', 'c', 'd'] });
  await eventually(() => expect(waiting()).toBe(4));
  const warnings = () => lab.log.filter(({ msg }) => /takes no statements; they wait/.test(msg));
  await eventually(() => expect(lrs.calls.length).toBeGreaterThan(2));
  expect(warnings()).toHaveLength(1);
  await lab.close();
  lrs.failing = () => 'lost-answer';
  const calls = lrs.calls.length;
  const next = await startLab({ folder: lab.folder, xapi: xapiOf(lrs) });
  await eventually(() => expect(lrs.calls.length).toBeGreaterThan(calls + 1));
  // It has them, and says so in its own way.
  lrs.strict = true;
  lrs.failing = () => undefined;
  await eventually(() => expect(next.stores.xapi.waiting()).toBe(0));
  expect(lrs.calls.slice(-5)).toEqual([409, 409, 409, 409, 409]);
  expect(toldTo(lrs)).toEqual([
    ['answered', 'word', 0, false],
    ['scored', 'word', 1],
    ['answered', 'lines', 9, true],
    ['completed', 'lines', 9],
  ]);
});

test('what the lab server did not come to tell before it stopped is told by the next one', async () => {
  const { lrs, lab, ada, give, told } = await start();
  await give(ada, 'word', 1);
  await told(1);
  const [by] = lab.stores.instructors.list();
  const at = new Date().toISOString();
  lab.stores.decisions.override(ada.id, 'word', { points: 4, comment: '', by: by?.id ?? '', at });
  await lab.close();
  const next = await startLab({ folder: lab.folder, xapi: xapiOf(lrs) });
  await eventually(() => expect(lrs.statements).toHaveLength(3));
  await eventually(() => expect(next.stores.xapi.waiting()).toBe(0));
  expect(toldTo(lrs).slice(1)).toEqual([
    ['scored', 'word', 4],
    ['completed', 'word', 4],
  ]);
});

test('a hundred arrive once in their order, though a third of the calls fail', async () => {
  const { lrs, ada, give, told } = await start();
  let seed = 7;
  const random = () => {
    seed = (seed * 16_807) % 2_147_483_647;
    return seed / 2_147_483_647;
  };
  lrs.failing = failSome(random, 1 / 3);
  for (let i = 0; i < 100; i++) await give(ada, 'lines', (i % 40) / 10 + 0.1);
  const all = await told(100);
  expect(all).toEqual(Array.from({ length: 100 }, (_, i) => ['scored', 'lines', ((i % 40) + 1) / 10]));
  expect(lrs.calls.filter((status) => status !== 200).length).toBeGreaterThan(0);
});

test('one that is refused is left out and logged, and holds back no other', async () => {
  const { lrs, lab, ada, give, told } = await start();
  lrs.failing = () => 503;
  for (const points of [1, 2, 3]) {
    await give(ada, 'word', points);
    await eventually(() => expect(lab.stores.xapi.waiting()).toBe(points));
  }
  lrs.refuses = ({ result }) => result?.score?.raw === 2;
  lrs.failing = () => undefined;
  expect(await told(2)).toEqual([
    ['scored', 'word', 1],
    ['scored', 'word', 3],
  ]);
  const refused = lab.log.filter(({ msg }) => /refuses a statement; it is left out/.test(msg));
  expect(refused).toMatchObject([{ learner: ada.id, status: 400, text: 'one of these is refused' }]);
});

test('a store that lets us in no more is asked again, and said once', async () => {
  const { lrs, lab, ada, give, told } = await start();
  lrs.failing = () => 401;
  await give(ada, 'word', 1);
  await eventually(() => expect(lrs.calls.length).toBeGreaterThan(3));
  const said = lab.log.filter(({ msg }) => /takes no statements/.test(msg));
  expect(said).toMatchObject([{ status: 401, waiting: 1 }]);
  lrs.failing = () => undefined;
  expect(await told(1)).toEqual([['scored', 'word', 1]]);
});

test('who is erased is told of no more, and who is merged goes on as the other', async () => {
  const { lrs, lab, desk, join, ada, ofClass, give, waiting, told } = await start();
  const [ben, twin] = [await join('Ben'), await join('Ben 2')];
  lrs.failing = () => 'hang-up';
  await give(ada, 'word', 3);
  await give(twin, 'lines', 5);
  await eventually(() => expect(waiting()).toBe(2));
  const erase = pathOf(api.deskLearners.erase, {
    ...{ params: { ...ofClass, learner: ada.id }, query: { name: 'Ada' } },
  });
  expect((await desk.delete(erase)).ok).toBe(true);
  expect(waiting()).toBe(1);
  const rows = lab.database.prepare('SELECT count(*) AS n FROM xapi_told WHERE learner = ?');
  expect(rows.get(ada.id)?.n).toBe(0);
  const merge = pathOf(api.deskLearners.merge, { params: { ...ofClass, learner: twin.id } });
  expect((await desk.post(merge, { into: ben.id })).ok).toBe(true);
  await eventually(() => expect(waiting()).toBe(2));
  lrs.failing = () => undefined;
  // To the store the two are not the same, so it is told how Ben stands now.
  expect(await told(2)).toEqual([
    ['scored', 'lines', 5],
    ['scored', 'lines', 5],
  ]);
  expect(lrs.statements.map(({ actor }) => actor.account.name)).toEqual([ben.id, ben.id]);
});

test('names go along only where they are wanted', async () => {
  const lrs = await startLrs();
  const { ada, give } = await start({ xapi: xapiOf(lrs, true) });
  await give(ada, 'word', 1);
  await eventually(() => expect(lrs.statements).toHaveLength(1));
  expect(lrs.statements[0]?.actor).toMatchObject({ name: 'Ada', account: { name: ada.id } });
});

test('by itself nothing is told; what was before it is wanted neither, nor who studies alone', async () => {
  const { lrs, lab, ada, waiting } = await start({ xapi: undefined });
  await answer(ada, 'word', { word: 'veth' });
  await new Promise((resolve) => setImmediate(resolve));
  expect(waiting()).toBe(0);
  await lab.close();
  const next = await startLab({ folder: lab.folder, xapi: xapiOf(lrs) });
  const alone = await join(next, 'Eve');
  putFile(alone, 'word.txt', 'veth');
  await answer(alone, 'word', { word: 'veth' });
  await answer(ada.at(next), 'lines', { lines: ['a', 'b'] });
  await eventually(() => expect(lrs.statements.length).toBeGreaterThan(0));
  await eventually(() => expect(next.stores.xapi.waiting()).toBe(0));
  expect(toldTo(lrs)).toEqual([['answered', 'lines', 4.5, false]]);
  expect(lrs.calls).toEqual([200]);
});

test('exercises of one name in two courses have addresses of their own, and those of the first course keep theirs', async () => {
  const lrs = await startLrs();
  const lab = await startLab({ courses: TWO_COURSES, xapi: xapiOf(lrs) });
  const desk = await signIn(lab);
  for (const [name, course] of [['Ada'], ['Bob', 'other']] as const) {
    const { code } = await desk.newClass(`Class of ${name}`, {}, course);
    const learner = await joinClass(lab, code, name);
    putFile(learner, 'word.txt', 'ABBA');
    await answer(learner, 'word', { word: 'ABBA' });
  }
  const objects = () =>
    lrs.statements.map(({ object }) =>
      z
        .object({ id: z.string() })
        .parse(object)
        .id.replace(/^\w+:\/\/[^/]+/, ''),
    );
  await eventually(() => expect(new Set(objects())).toEqual(new Set(['/go/word', '/other/go/word'])));
});

test('when too many wait the oldest are left out', () => {
  const database = openDatabase(temporaryFolder());
  onTestFinished(() => database.close());
  const { id } = new Learners(database).add('Ada', {
    course: 'one',
    class: null,
    state: 'active',
    personalCode: 'ABCD-EFGH',
  });
  const store = new XapiStore(database, 200);
  for (let i = 1; i <= 200; i++) expect(store.put(id, [{ i }], [])).toBe(0);
  expect(store.put(id, [{ i: 201 }], [])).toBe(2);
  expect(store.first(1)).toMatchObject([{ statement: { i: 3 } }]);
  expect(store.waiting()).toBe(199);
});

const grade: Grade = {
  ...{ exercise: 'word', status: 'needs-review', points: 0, attempts: 1, taken: 0, late: 0 },
  ...{ override: null, review: true, disputed: false, attempt: 1 },
};
const at = '2026-11-02T10:00:00.000Z';
const about = { possible: 4, told: undefined, at, answer: undefined };

test('an answer that waits for review is told without points, and those with the review', () => {
  const verdict = { status: 'needs-review', score: 0, findings: [] };
  const waits = { verdict, points: 0, deducted: 0, late: 0, counted: true, at } as unknown as Attempt;
  const first = newsOf({ ...about, grade, answer: waits });
  expect(first).toEqual({ happenings: [{ verb: 'answered', exercise: 'word', at }], told: undefined });
  expect(newsOf({ ...about, grade })).toEqual({ happenings: [], told: undefined });
  const reviewed = newsOf({ ...about, grade: { ...grade, status: 'incorrect' } });
  const score = { points: 0, possible: 4 };
  expect(reviewed).toEqual({
    happenings: [{ verb: 'scored', exercise: 'word', at, score }],
    told: { exercise: 'word', ...score, completed: false },
  });
});

test('an answer that could not be checked is none', () => {
  const failed = { verdict: { status: 'error' }, points: 0, deducted: 0, late: 0, counted: false, at };
  const untried = { ...grade, status: null };
  expect(newsOf({ ...about, grade: untried, answer: failed as unknown as Attempt }).happenings).toEqual([]);
});
