import { randomUUID } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import * as api from '../../protocol/api/index.ts';
import { pathOf } from '../../protocol/api/path.ts';
import { ClassDetail } from '../../protocol/desk/class.ts';
import { Grade, GradebookReport } from '../../protocol/desk/grades.ts';
import { LmsOfClass, LmsRoster } from '../../protocol/lms.ts';
import { accountOf } from '../store/lms.ts';
import { answer, putFile } from '../testing/answers.ts';
import type { DeskClient } from '../testing/desk-client.ts';
import { joinClass } from '../testing/desk-client.ts';
import { COURSE_NAME } from '../testing/lab.ts';
import type { LearnerClient } from '../testing/learner-client.ts';
import { problemOf } from '../testing/learner-client.ts';
import type { TestLms } from '../testing/lms.ts';
import { failSome, LEARNER, type ReceivedScore, type Ways } from '../testing/lms-model.ts';
import { launchInstructor, launchLearner, startLmsLab, startLmsSite } from '../testing/lms-site.ts';

type Options = Parameters<typeof startLmsSite>[0];

/** Ada and Grace have come from the LMS. */
async function start(options?: Options) {
  const site = await startLmsSite(options);
  const ada = await launchLearner(site, 'ada');
  const { desk, group } = await launchInstructor(site);
  putFile(ada, 'word.txt', 'veth');
  putFile(ada, 'lines.txt', 'a\nb\nc\nd\n');
  const ofClass = { class: group };
  const queue = () => desk.get(pathOf(api.lms.lmsOfClass, { params: ofClass }), LmsOfClass);
  const course = async () => {
    const [one] = (await queue()).courses;
    if (!one) throw new Error('the class has no course');
    return one;
  };
  const give = (learner: LearnerClient, exercise: string, points: number | null, comment = 'By hand') =>
    desk.done(
      pathOf(api.deskGrades.override, { params: { ...ofClass, learner: learner.id } }),
      { exercise, points, comment },
      Grade,
    );
  /** Waits until nothing waits, and tells the states by name and column. */
  const settled = async () => {
    await vi.waitFor(
      async () => expect((await course()).scores.filter(({ state }) => state === 'waiting')).toEqual([]),
      { timeout: 150_000, interval: 200 },
    );
    return (await course()).scores.map(({ name, column, state, why }) => [name, column, state, why]);
  };
  return { ...site, site, ada, desk, group, ofClass, queue, course, give, settled };
}

/** What stands in the gradebook: by the column's label, then by user. */
function gradebookOf(lms: TestLms): Record<string, Record<string, ReceivedScore>> {
  const columns = lms.lineItems('net').map((column) => {
    const of = [...lms.gradebook('net').values()].filter(({ lineItem }) => lineItem === column.id);
    return [column.label, Object.fromEntries(of.map((score) => [score.userId, score]))];
  });
  return Object.fromEntries(columns);
}

const WORD = '1. The word in the file';
const LINES = '2. The lines of the file';

/** ms in which what is on its way arrives, also on a machine that does other things. */
const LONG = 30_000;

test('points of each exercise arrive in a column of its own, and again when they are better', async () => {
  const { lms, ada, settled } = await start();
  await answer(ada, 'word', { word: 'no' });
  await settled();
  const first = gradebookOf(lms)[WORD]?.ada;
  expect(first).toMatchObject({ scoreGiven: 0, scoreMaximum: 4, gradingProgress: 'FullyGraded' });
  expect(first?.activityProgress).toBe('Submitted');
  expect(first?.comment).toMatch(/\w+/);
  await answer(ada, 'word', { word: 'veth' });
  await settled();
  const second = gradebookOf(lms)[WORD]?.ada;
  expect(second).toMatchObject({ scoreGiven: 4, activityProgress: 'Completed' });
  expect(second?.comment).not.toBe(first?.comment);
  expect(Date.parse(second?.timestamp ?? '')).toBeGreaterThan(Date.parse(first?.timestamp ?? ''));
  expect(second?.timestamp).toMatch(/\.\d{3}Z$/);
  // Some LMSs clear a comment that is left out.
  expect(lms.scores.filter(({ comment }) => !comment)).toEqual([]);
  // A worse answer changes nothing, so nothing is sent.
  const before = lms.scores.length;
  await answer(ada, 'word', { word: 'no' });
  await settled();
  expect(lms.scores).toHaveLength(before);
  expect(lms.lineItems('net').map(({ label, resourceId, tag }) => [label, resourceId, tag])).toEqual([
    [WORD, 'exercise/word', 'vethlab'],
  ]);
});

test('points by hand go along with their reason, and are taken back', async () => {
  const { lms, ada, give, settled } = await start();
  await give(ada, 'word', 2.5, 'Told me in class');
  await settled();
  expect(gradebookOf(lms)[WORD]?.ada).toMatchObject({ scoreGiven: 2.5, comment: 'Told me in class' });
  await give(ada, 'word', null, 'Was another');
  await settled();
  const { scoreGiven, gradingProgress } = gradebookOf(lms)[WORD]?.ada ?? {};
  expect([scoreGiven, gradingProgress]).toEqual([undefined, 'NotReady']);
});

test('an answer that waits for review says so', async () => {
  const { lab, lms, ada, settled, course } = await start();
  await answer(ada, 'word', { word: 'no' });
  await settled();
  const [kept] = lab.stores.attempts.of(ada.id);
  lab.database
    .prepare("UPDATE attempts SET verdict = json_set(verdict, '$.status', 'needs-review') WHERE id = ?")
    .run(kept?.id ?? 0);
  lab.stores.changes.emit('marks', ada.id);
  await settled();
  expect((await course()).canGrade).toBe(true);
  expect(gradebookOf(lms)[WORD]?.ada).toMatchObject({ gradingProgress: 'PendingManual' });
});

test('a column that the LMS made for a link gets the points of what it links to, and no other is made for them', async () => {
  const { site, lms, ada, give, settled } = await start();
  lms.addResource(
    { id: 'chapter', course: 'net', title: 'Files', custom: { chapter: 'files' } },
    { label: 'Files', scoreMaximum: 100, resourceId: 'chapter/files' },
  );
  await give(ada, 'lines', 6);
  await settled();
  await launchLearner(site, 'ada', 'chapter');
  await settled();
  // What was done before is in it, too. All exercises of this course are of the chapter.
  expect(gradebookOf(lms).Files?.ada).toMatchObject({ scoreGiven: 6, scoreMaximum: 15 });
  await give(ada, 'word', 3);
  await settled();
  expect(gradebookOf(lms).Files?.ada).toMatchObject({
    ...{ scoreGiven: 9, activityProgress: 'InProgress' },
    comment: '2 of 3 exercises tried.',
  });
  expect(Object.keys(gradebookOf(lms)).sort()).toEqual([LINES, 'Files']);
});

test('each of several links to one exercise has its points', async () => {
  const { site, lms, ada, give, settled } = await start();
  for (const id of ['first', 'second'])
    lms.addResource(
      { id, course: 'net', title: id, custom: { exercise: 'word' } },
      { label: id, scoreMaximum: 4 },
    );
  await launchLearner(site, 'ada', 'first');
  await give(ada, 'word', 3);
  await settled();
  await launchLearner(site, 'ada', 'second');
  await settled();
  await give(ada, 'word', 2);
  await settled();
  const { first, second } = gradebookOf(lms);
  expect([first?.ada?.scoreGiven, second?.ada?.scoreGiven]).toEqual([2, 2]);
  expect(lms.scores.map(({ scoreGiven }) => scoreGiven)).toEqual([3, 3, 3, 2, 2]);
});

test('one column for all, or none, is made instead if the class wants it', async () => {
  const { lms, ada, desk, ofClass, course, give, settled } = await start();
  const { id } = await course();
  const path = pathOf(api.lms.changeLmsCourse, { params: { ...ofClass, course: id } });
  await desk.done(path, { columns: 'none' }, LmsOfClass);
  await give(ada, 'word', 3);
  expect((await course()).scores).toEqual([]);
  await desk.done(path, { columns: 'total' }, LmsOfClass);
  await settled();
  expect(gradebookOf(lms).Networks?.ada).toMatchObject({ scoreGiven: 3, scoreMaximum: 15 });
  await give(ada, 'lines', 9);
  await settled();
  expect(gradebookOf(lms).Networks?.ada).toMatchObject({ scoreGiven: 12 });
  expect(lms.lineItems('net')).toHaveLength(1);
});

const ways: Record<string, Partial<Ways>> = {
  'an address of a column with a query': { lineItemQuery: true },
  '403 for too many calls': { rateLimited: 4 },
  '429 for too many calls': { status429: 2, retryAfter: 0 },
  'a User-Agent that must be there': { needsUserAgent: true },
  'a list of columns in pages': { pageSize: 1, curlyLinks: true },
  'times that may not go back': { strictTime: true },
  'a clock three minutes ahead': { clock: 180_000 },
  'a clock three minutes behind': { clock: -180_000 },
  'tokens that are good for a second': { tokenLifetime: 1 },
  'a column that is not there': { wrongLineItem: true },
};

for (const [name, way] of Object.entries(ways))
  test(`points arrive at an LMS with ${name}`, async () => {
    const { site, lms, ada, give, settled } = await start();
    Object.assign(lms.ways, way);
    for (const label of ['Another', 'One more']) lms.addLineItem('net', { label, scoreMaximum: 1 });
    await launchLearner(site, 'ada');
    await give(ada, 'lines', 6);
    await settled();
    await give(ada, 'lines', 7);
    const states = await settled();
    expect(states.map(([who, , state]) => [who, state])).toContainEqual(['Ada Lovelace', 'sent']);
    const given = Object.values(gradebookOf(lms)).flatMap((of) => of.ada?.scoreGiven ?? []);
    expect(given).toContain(7);
    expect(lms.calls.some(({ status }) => status === 401)).toBe(false);
  });

test('a token that the LMS has forgotten is asked for anew', async () => {
  const { lms, ada, give, settled } = await start();
  await give(ada, 'word', 1);
  await settled();
  lms.ways.failing = ({ path }) => {
    if (!path.includes('/scores')) return undefined;
    lms.ways.failing = () => undefined;
    return 401;
  };
  await give(ada, 'word', 2);
  await settled();
  expect(gradebookOf(lms)[WORD]?.ada?.scoreGiven).toBe(2);
  expect(lms.calls.filter(({ path, status }) => path.includes('/scores') && status === 401)).toHaveLength(1);
});

test('an LMS that lets nobody make columns gets points only into those it made', async () => {
  const site = await startLmsSite();
  const { lms } = site;
  lms.ways.noLineItemCreation = true;
  lms.addResource(
    { id: 'word', course: 'net', title: 'A word', custom: { exercise: 'word' } },
    { label: 'A word', scoreMaximum: 10 },
  );
  const ada = await launchLearner(site, 'ada', 'word');
  putFile(ada, 'word.txt', 'veth');
  await answer(ada, 'word', { word: 'veth' });
  await vi.waitFor(
    () => expect(gradebookOf(lms)['A word']?.ada).toMatchObject({ scoreGiven: 4, scoreMaximum: 4 }),
    LONG,
  );
  expect(lms.lineItems('net')).toHaveLength(1);
});

test('an LMS without services gets nothing, and nobody is troubled', async () => {
  const site = await startLmsSite();
  site.lms.ways.noServices = true;
  const ada = await launchLearner(site, 'ada');
  putFile(ada, 'word.txt', 'veth');
  expect((await answer(ada, 'word', { word: 'veth' })).points).toBe(4);
  const { desk, group } = await launchInstructor(site);
  const { courses } = await desk.get(pathOf(api.lms.lmsOfClass, { params: { class: group } }), LmsOfClass);
  expect(courses).toMatchObject([{ canGrade: false, canMakeColumns: false, canList: false, scores: [] }]);
});

test('whom the LMS refuses holds back nobody else, and is named with the reason', async () => {
  const { site, lms, ada, give, settled, desk, ofClass, course } = await start();
  const ben = await launchLearner(site, 'ben');
  lms.ways.testStudents.add('ada');
  await give(ada, 'word', 1);
  await give(ben, 'word', 2);
  expect(await settled()).toEqual([
    ['Ada Lovelace', WORD, 'refused', 'no-such-learner'],
    ['Ben', WORD, 'sent', null],
  ]);
  lms.ways.testStudents.clear();
  lms.ways.ungradable.add('ada');
  const { id } = await course();
  const again = pathOf(api.lms.sendLmsScores, { params: { ...ofClass, course: id } });
  await desk.done(again, {}, LmsOfClass);
  expect((await settled())[0]).toEqual(['Ada Lovelace', WORD, 'refused', 'not-gradable']);
  expect((await course()).scores[0]?.detail).toMatch(/^400 /);
  lms.ways.ungradable.clear();
  await desk.done(again, {}, LmsOfClass);
  await settled();
  expect(gradebookOf(lms)[WORD]).toMatchObject({ ada: { scoreGiven: 1 }, ben: { scoreGiven: 2 } });
});

test('points wait while the LMS is away, also over a restart, and go once it is back', async () => {
  const { lab, lms, ada, give, course } = await start();
  await give(ada, 'word', 1);
  await vi.waitFor(() => expect(lms.scores).toHaveLength(1), LONG);
  lms.ways.failing = () => 'hang-up';
  await give(ada, 'word', 3);
  await give(ada, 'lines', 5);
  await vi.waitFor(async () => {
    const { scores } = await course();
    expect(scores.map(({ state, why }) => [state, why])).toEqual(Array(2).fill(['waiting', 'unreachable']));
  }, LONG);
  await lab.close();
  lms.ways.failing = () => undefined;
  await startLmsLab(lms, { folder: lab.folder });
  await vi.waitFor(
    () =>
      expect(gradebookOf(lms)).toMatchObject({
        [WORD]: { ada: { scoreGiven: 3 } },
        [LINES]: { ada: { scoreGiven: 5 } },
      }),
    LONG,
  );
});

test('an exam tells nothing before its marks are released; two hundred then arrive once, though a third of the calls fail', async () => {
  const { lab, lms, desk, group, connected, give, ada, settled, course } = await start();
  const { learners, accounts, decisions, instructors } = lab.stores;
  const detail = () => desk.get(pathOf(api.deskClasses.read, { params: { class: group } }), ClassDetail);
  const hours = (count: number) => new Date(Date.now() + count * 3600_000).toISOString();
  const exam = { from: hours(-1), until: hours(1), attempts: null, released: false };
  const set = await desk.set(await detail(), { exam });
  const [by] = instructors.list();
  for (let i = 0; i < 199; i++) {
    const user = `user-${i}`;
    lms.users.set(user, { name: `Learner ${i}`, roles: [LEARNER] });
    lms.courses.get('net')?.members.push(user);
    const one = learners.add(`Learner ${i}`, {
      ...{ course: COURSE_NAME, class: group },
      ...{ state: 'active', personalCode: randomUUID() },
    });
    accounts.addLearner(accountOf(connected, user), one.id);
    const at = new Date().toISOString();
    decisions.override(one.id, 'word', {
      points: (i % 40) / 10,
      comment: `Given ${i}`,
      by: by?.id ?? '',
      at,
    });
  }
  await give(ada, 'word', 4);
  const send = pathOf(api.deskGrades.send, { params: { class: group, gradebook: 'lms' } });
  await problemOf(await desk.post(send), 'not-in-exam');
  expect(lms.scores).toEqual([]);
  let seed = 7;
  const random = () => {
    seed = (seed * 16_807) % 2_147_483_647;
    return seed / 2_147_483_647;
  };
  lms.ways.failing = failSome(random, 1 / 3);
  lms.ways.strictTime = true;
  await desk.set(set, { exam: { ...exam, released: true } });
  await settled();
  const of = gradebookOf(lms)[WORD] ?? {};
  expect(Object.keys(of)).toHaveLength(200);
  for (let i = 0; i < 199; i++)
    expect(of[`user-${i}`]).toMatchObject({ scoreGiven: (i % 40) / 10, comment: `Given ${i}` });
  expect(lms.scores).toHaveLength(200);
  expect(lms.lineItems('net')).toHaveLength(1);
  expect(lms.calls.filter(({ status }) => status >= 500 || status === 0).length).toBeGreaterThan(60);
  expect((await course()).scores.every(({ state }) => state === 'sent')).toBe(true);
}, 180_000);

test('a score that is older than the one there is sent as a newer one', async () => {
  const { lms, ada, give, settled } = await start();
  await give(ada, 'word', 1);
  await settled();
  const [first] = lms.scores;
  if (!first) throw new Error('nothing arrived');
  lms.ways.strictTime = true;
  // Somebody wrote into the column meanwhile, by a clock that is ahead.
  first.timestamp = new Date(Date.now() + 60_000).toISOString();
  lms.ways.clock = 61_000;
  await give(ada, 'word', 2);
  await settled();
  expect(gradebookOf(lms)[WORD]?.ada?.scoreGiven).toBe(2);
});

test('who is erased is told of no more', async () => {
  const { lab, lms, ada, desk, ofClass, give } = await start();
  lms.ways.failing = () => 'hang-up';
  await give(ada, 'word', 3);
  const erase = pathOf(api.deskLearners.erase, {
    ...{ params: { ...ofClass, learner: ada.id }, query: { name: ada.me.name } },
  });
  expect((await desk.delete(erase)).ok).toBe(true);
  expect(lab.database.prepare('SELECT count(*) AS n FROM lms_scores').get()?.n).toBe(0);
  expect(lab.database.prepare('SELECT count(*) AS n FROM learner_accounts').get()?.n).toBe(0);
  lms.ways.failing = () => undefined;
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(lms.scores).toEqual([]);
});

test('an instructor sends grades of their own classes only, and learners without an account are named', async () => {
  const { lab, desk, operator, ofClass, group, course, settled } = await start();
  const { code } = lab.stores.classes.find(group) ?? { code: '' };
  const carl = await joinClass(lab, code, 'Carl');
  putFile(carl, 'word.txt', 'veth');
  await answer(carl, 'word', { word: 'veth' });
  await settled();
  expect((await course()).without).toEqual(['Carl']);
  const send = pathOf(api.deskGrades.send, { params: { ...ofClass, gradebook: 'lms' } });
  const report = await desk.done(send, {}, GradebookReport);
  expect(report).toMatchObject({ refused: [{ name: 'Carl' }], where: 'Networks' });
  const own = await operator.newClass('Another');
  const { id } = await course();
  for (const path of [
    pathOf(api.lms.changeLmsCourse, { params: { class: own.id, course: id } }),
    pathOf(api.lms.sendLmsScores, { params: { class: own.id, course: id } }),
    pathOf(api.lms.takeLmsRoster, { params: { class: own.id, course: id } }),
  ])
    await problemOf(await operator.post(path), 'unknown-lms-course');
});

test('learners of a course come into the class that it is coupled with', async () => {
  const { site, desk, course, ofClass, queue } = await start();
  const own = await desk.newClass('My own');
  const { id } = await course();
  const change = pathOf(api.lms.changeLmsCourse, { params: { ...ofClass, course: id } });
  expect((await desk.done(change, { class: own.id }, LmsOfClass)).others).toMatchObject([
    { id, title: 'Networks', class: 'My own' },
  ]);
  expect((await queue()).courses).toEqual([]);
  const ben = await launchLearner(site, 'ben');
  expect(ben.me.class?.name).toBe('My own');
  const theirs = await site.operator.newClass('Of the operator');
  const moved = await desk.post(pathOf(api.lms.changeLmsCourse, { params: { class: own.id, course: id } }), {
    class: theirs.id,
  });
  await problemOf(moved, 'unknown-class');
});

/** Puts those of the course on the roster. */
async function roster({
  desk,
  ofClass,
  course,
}: {
  desk: DeskClient;
  ofClass: { class: string };
  course(): Promise<{ id: string }>;
}) {
  const { id } = await course();
  return desk.done(pathOf(api.lms.takeLmsRoster, { params: { ...ofClass, course: id } }), {}, LmsRoster);
}

test('the roster of the course comes into the class: who joined before is found, the others are listed', async () => {
  const here = await start();
  const { site, lab, lms, ada, group } = here;
  const { code } = lab.stores.classes.find(group) ?? { code: '' };
  const ben = await joinClass(lab, code, 'Ben');
  const members = lms.courses.get('net')?.members ?? [];
  for (const [user, more] of Object.entries({
    carl: { name: 'Carl', email: 'carl@school.example', sourcedId: '17' },
    dora: { given_name: 'Dora', family_name: 'Maar' },
    gone: { name: 'Gone', status: 'Inactive' as const },
  })) {
    lms.users.set(user, { roles: [LEARNER], ...more });
    members.push(user);
  }
  lms.ways.pageSize = 2;
  expect(await roster(here)).toEqual({ added: ['Carl', 'Dora Maar'], found: ['Ben'], known: 1, gone: [] });
  const { learners } = lab.stores;
  const listed = learners.of(group).filter(({ state }) => state === 'listed');
  expect(
    listed.map(({ name, email, externalId, familyName }) => [name, email, externalId, familyName]),
  ).toEqual([
    ['Carl', 'carl@school.example', '17', null],
    ['Dora Maar', null, null, 'Maar'],
  ]);
  expect((await launchLearner(site, 'ben')).id).toBe(ben.id);
  expect((await launchLearner(site, 'carl')).me.name).toBe('Carl');
  lms.ways.shortRoles = true;
  members.splice(members.indexOf('ada'), 1);
  expect(await roster(here)).toEqual({ added: [], found: [], known: 3, gone: ['Ada Lovelace'] });
  expect(learners.find(ada.id)?.state).toBe('active');
});

test('two of one name are not taken for one another, and an LMS that gives no list says so', async () => {
  const here: Awaited<ReturnType<typeof start>> = await start();
  const { lab, lms, group, desk, ofClass, course } = here;
  const { code } = lab.stores.classes.find(group) ?? { code: '' };
  await joinClass(lab, code, 'Ben');
  lms.users.set('ben-2', { name: 'Ben', roles: [LEARNER] });
  lms.courses.get('net')?.members.push('ben-2');
  expect(await roster(here)).toMatchObject({ added: ['Ben', 'Ben'], found: [] });
  lms.ways.failing = () => 500;
  const { id } = await course();
  const path = pathOf(api.lms.takeLmsRoster, { params: { ...ofClass, course: id } });
  const { detail } = await problemOf(await desk.post(path), 'lms-trouble');
  expect(detail).toMatch(/busy: 500/);
});
