import { execFileSync } from 'node:child_process';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { z } from 'zod';
import * as api from '../../protocol/api/index.ts';
import { pathOf } from '../../protocol/api/path.ts';
import type { Attempt } from '../../protocol/attempt.ts';
import { type ClassSettings, ClassView } from '../../protocol/class.ts';
import {
  AuditEntry,
  DeskAttempt,
  Grade,
  GradebookReport,
  Grades,
  Report,
  ReviewItem,
} from '../../protocol/desk/grades.ts';
import { ResetReport } from '../../protocol/desk/reset.ts';
import { RosterReport } from '../../protocol/desk/roster.ts';
import { answer, attemptsAt, exerciseOf, putFile } from '../testing/answers.ts';
import { joinClass, signIn } from '../testing/desk-client.ts';
import { startLab } from '../testing/lab.ts';
import { postJson, problemOf } from '../testing/learner-client.ts';

const Items = z.object({ items: z.array(ReviewItem) });
const Attempts = z.object({ attempts: z.array(DeskAttempt) });
const Trail = z.object({ entries: z.array(AuditEntry) });

async function start(settings: Partial<ClassSettings> = {}, name = 'Ada') {
  const lab = await startLab();
  const desk = await signIn(lab);
  const group = await desk.newClass('Networks', settings);
  const ada = await joinClass(lab, group.code, name);
  putFile(ada, 'word.txt', 'veth');
  putFile(ada, 'lines.txt', 'a\nb\nc\nd\n');
  const ofClass = { class: group.id };
  const ofAda = { ...ofClass, learner: ada.id };
  const grade = async (exercise = 'word') => {
    const { learners } = await desk.get(pathOf(api.deskGrades.grades, { params: ofClass }), Grades);
    return learners
      .find(({ learner }) => learner === ada.id)
      ?.grades.find((one) => one.exercise === exercise);
  };
  const trail = async () =>
    (await desk.get(pathOf(api.deskClasses.audit, { params: ofClass }), Trail)).entries;
  return { lab, desk, group, ada, ofClass, ofAda, grade, trail };
}

const grading = (policy: object) =>
  ({
    counts: 'best',
    due: null,
    late: { kind: 'accepted' },
    points: {},
    ...policy,
  }) as ClassSettings['grading'];
const hours = (count: number) => new Date(Date.now() + count * 3600_000).toISOString();

test('points that an instructor gives stand beside what was earned, and are taken back', async () => {
  const { desk, ada, ofAda, grade, trail } = await start();
  await answer(ada, 'word', { word: 'veth' });
  const given = { exercise: 'word', points: 2.5, comment: 'Found with help' };
  const now = await desk.done(pathOf(api.deskGrades.override, { params: ofAda }), given, Grade);
  expect(now).toMatchObject({ points: 2.5, override: { points: 2.5, by: 'Operator' } });
  expect((await exerciseOf(ada, 'word'))?.standing).toMatchObject({
    points: 2.5,
    override: { points: 2.5, comment: 'Found with help' },
  });
  await desk.done(
    pathOf(api.deskGrades.override, { params: ofAda }),
    { ...given, points: null, comment: 'By mistake' },
    Grade,
  );
  expect(await grade()).toMatchObject({ points: 4, override: null });
  expect((await trail()).slice(0, 2)).toMatchObject([
    { action: 'grade.override', before: { points: 2.5 }, after: { points: 4, override: null } },
    { action: 'grade.override', before: { points: 4 }, after: { points: 2.5, comment: 'Found with help' } },
  ]);
  expect(
    (await desk.post(pathOf(api.deskGrades.override, { params: ofAda }), { ...given, comment: ' ' })).status,
  ).toBe(422);
});

test('a learner who did nothing can be given points', async () => {
  const { desk, ada, ofAda, grade } = await start();
  await desk.done(
    pathOf(api.deskGrades.override, { params: ofAda }),
    { exercise: 'lines', points: 3, comment: 'On paper' },
    Grade,
  );
  expect(await grade('lines')).toMatchObject({ status: null, points: 3, attempts: 0, attempt: null });
  expect((await exerciseOf(ada, 'lines'))?.standing).toMatchObject({ points: 3, attempts: 0 });
});

test('a dispute waits for an instructor, who answers it with points and words', async () => {
  const { desk, ada, ofClass, grade, trail } = await start();
  const { id } = await answer(ada, 'word', { word: 'VETH' });
  await ada.post(pathOf(api.exercises.dispute, { params: { id: 'word', attempt: id } }), {
    reason: 'Capitals should not matter.',
  });
  expect(await grade()).toMatchObject({ points: 0, disputed: true });
  const { items } = await desk.get(pathOf(api.deskGrades.reviews, { params: ofClass }), Items);
  expect(items).toMatchObject([
    {
      why: 'dispute',
      name: 'Ada',
      possible: 4,
      attempt: { id, answer: { word: 'VETH' } },
      dispute: { state: 'open' },
    },
  ]);
  // The instructor sees what the learner may not yet.
  expect(items[0]?.attempt.verdict.findings[0]).toMatchObject({ reveal: 'The file holds veth.' });
  const review = { points: 4, dispute: 'accepted', comment: 'You are right.' };
  await desk.done(
    pathOf(api.deskGrades.review, { params: { ...ofClass, attempt: id } }),
    review,
    DeskAttempt,
  );
  expect((await desk.get(pathOf(api.deskGrades.reviews, { params: ofClass }), Items)).items).toEqual([]);
  expect(await grade()).toMatchObject({ points: 4, status: 'correct', disputed: false });
  expect((await attemptsAt(ada, 'word'))[0]).toMatchObject({
    points: 4,
    review: { points: 4, comment: 'You are right.', by: 'Operator' },
    dispute: { state: 'accepted', answer: { comment: 'You are right.', by: 'Operator' } },
  });
  await problemOf(
    await desk.post(pathOf(api.deskGrades.review, { params: { ...ofClass, attempt: id } }), {
      dispute: 'rejected',
      comment: 'No',
    }),
    'unknown-attempt',
  );
  await problemOf(
    await desk.post(pathOf(api.deskGrades.review, { params: { ...ofClass, attempt: '999' } }), review),
    'unknown-attempt',
  );
  expect((await trail())[0]).toMatchObject({
    action: 'attempt.review',
    before: { points: 0 },
    after: { points: 4 },
  });
});

test.each([
  [4, 'accepted'],
  [2, 'partly'],
  [0, 'rejected'],
])('points by hand settle an open dispute: %d of 4 is %s', async (points, state) => {
  for (const way of ['override', 'review'] as const) {
    const { desk, ada, ofAda, ofClass, grade } = await start();
    putFile(ada, 'word.txt', 'veth');
    const { id } = await answer(ada, 'word', { word: 'bridge' });
    const address = pathOf(api.exercises.dispute, { params: { id: 'word', attempt: id } });
    expect((await ada.post(address, { reason: 'It was so.' })).status).toBe(201);
    expect(await grade()).toMatchObject({ disputed: true });
    const said = { points, comment: 'I have looked.' };
    const path =
      way === 'override'
        ? pathOf(api.deskGrades.override, { params: ofAda })
        : pathOf(api.deskGrades.review, { params: { ...ofClass, attempt: id } });
    const body = way === 'override' ? { exercise: 'word', ...said } : said;
    expect((await desk.post(path, body)).status, way).toBe(200);
    expect(await grade()).toMatchObject({ points, disputed: false });
    expect((await attemptsAt(ada, 'word'))[0]?.dispute).toMatchObject({
      state,
      answer: { comment: 'I have looked.' },
    });
    expect((await desk.get(pathOf(api.deskGrades.reviews, { params: ofClass }), Items)).items).toEqual([]);
  }
});

test('the answers that stand are checked again, and the earlier results stay on record', async () => {
  const { desk, ada, ofClass, ofAda, grade, trail } = await start();
  await answer(ada, 'word', { word: 'bridge' });
  putFile(ada, 'word.txt', 'bridge');
  const begun = await desk.post(pathOf(api.deskResets.recheck, { params: ofClass }), {
    learners: 'all',
    exercises: 'all',
  });
  expect(begun.status).toBe(202);
  await expect.poll(async () => (await grade())?.status, { timeout: 30_000 }).toBe('correct');
  expect(await grade()).toMatchObject({ points: 4, attempts: 1 });
  const { attempts } = await desk.get(pathOf(api.deskWall.attempts, { params: ofAda }), Attempts);
  expect(attempts[0]?.rechecks).toMatchObject([
    { points: 4, by: 'Operator', verdict: { status: 'correct' } },
  ]);
  expect(ada.lab.stores.attempts.of(ada.id, 'word')[0]).toMatchObject({
    points: 0,
    verdict: { status: 'incorrect' },
  });
  expect((await trail())[0]).toMatchObject({
    action: 'attempt.recheck',
    before: { points: 0 },
    after: { points: 4 },
  });
});

test('a reset says what it takes, takes it, and gives it back when that is asked for in time', async () => {
  const { desk, ada, ofClass, ofAda, grade } = await start();
  await answer(ada, 'word', { word: 'bridge' });
  await ada.post(pathOf(api.exercises.openHint, { params: { id: 'word' } }), undefined);
  await answer(ada, 'word', { word: 'veth' });
  await ada.post(pathOf(api.notes.keep, { params: { chapter: '02-attaching' } }), { text: 'mine' });
  await ada.openTerminal();
  const request = { learners: [ada.id], what: ['attempts', 'hints', 'notes', 'terminals'] };
  const dry = await desk.done(
    pathOf(api.deskResets.reset, { params: ofClass }),
    { ...request, dryRun: true },
    ResetReport,
  );
  expect(dry).toEqual({
    id: null,
    undoUntil: null,
    learners: [
      {
        learner: ada.id,
        name: 'Ada',
        host: false,
        terminals: 1,
        attempts: 2,
        hints: 1,
        notes: 1,
        failed: null,
      },
    ],
  });
  expect(await grade()).toMatchObject({ points: 3.5 });

  const done = await desk.done(pathOf(api.deskResets.reset, { params: ofClass }), request, ResetReport);
  expect(done.learners).toEqual(dry.learners);
  expect(await grade()).toMatchObject({ points: 0, status: null, attempts: 0 });
  expect(await attemptsAt(ada, 'word')).toEqual([]);
  expect((await exerciseOf(ada, 'word'))?.hints.opened).toEqual([]);
  expect(
    (await desk.get(pathOf(api.deskWall.attempts, { params: ofAda }), Attempts)).attempts.map(
      (one) => one.void,
    ),
  ).toEqual([true, true]);
  // A later attempt counts on its own.
  await answer(ada, 'word', { word: 'bridge' });
  expect(await grade()).toMatchObject({ points: 0, attempts: 1 });

  const undone = await desk.done(
    pathOf(api.deskResets.undo, { params: { ...ofClass, reset: done.id ?? 0 } }),
    {},
    ResetReport,
  );
  expect(undone.learners).toMatchObject([{ attempts: 2, hints: 1, notes: 1 }]);
  expect(await grade()).toMatchObject({ points: 3.5, attempts: 3 });
  expect(await (await ada.fetch(pathOf(api.notes.list))).text()).toContain('mine');
  await problemOf(
    await desk.post(pathOf(api.deskResets.undo, { params: { ...ofClass, reset: done.id ?? 0 } })),
    'undo-over',
  );
  await problemOf(
    await desk.post(pathOf(api.deskResets.undo, { params: { ...ofClass, reset: '99' } })),
    'unknown-reset',
  );

  const again = await desk.done(
    pathOf(api.deskResets.reset, { params: ofClass }),
    { ...request, what: ['attempts'] },
    ResetReport,
  );
  ada.lab.database.exec("UPDATE resets SET at = '2020-01-01T00:00:00.000Z'");
  await problemOf(
    await desk.post(pathOf(api.deskResets.undo, { params: { ...ofClass, reset: again.id ?? 0 } })),
    'undo-over',
  );
});

test('a reset of one exercise leaves the others, and one of a host says when it fails', async () => {
  const { lab, desk, ada, ofClass, grade } = await start();
  await answer(ada, 'word', { word: 'veth' });
  await answer(ada, 'lines', { lines: ['a', 'b'] });
  const request = { learners: 'all', what: ['attempts'], exercises: ['word'] };
  await desk.done(pathOf(api.deskResets.reset, { params: ofClass }), request, ResetReport);
  expect([await grade('word'), await grade('lines')]).toMatchObject([{ points: 0 }, { points: 4.5 }]);
  const host = await desk.done(
    pathOf(api.deskResets.reset, { params: ofClass }),
    { learners: 'all', what: ['host'] },
    ResetReport,
  );
  expect(host).toMatchObject({ undoUntil: null, learners: [{ host: true, failed: null }] });
  expect(lab.hosts.status(ada.id)?.state).toBe('resetting');
  const failing = await desk.done(
    pathOf(api.deskResets.reset, { params: ofClass }),
    { learners: 'all', what: ['host'] },
    ResetReport,
  );
  expect(failing.learners[0]?.failed).toMatch(/resetting/);
});

test('the last attempt stands where the class says so', async () => {
  const { desk, group, ada, grade } = await start({ grading: grading({ counts: 'last' }) });
  await answer(ada, 'word', { word: 'veth' });
  await answer(ada, 'word', { word: 'bridge' });
  expect(await grade()).toMatchObject({ points: 0, status: 'incorrect' });
  await desk.set(group, { grading: grading({ counts: 'best' }) });
  expect(await grade()).toMatchObject({ points: 4, status: 'correct' });
});

test('a class has its own points', async () => {
  const { ada, grade } = await start({ grading: grading({ points: { word: 10 } }) });
  expect(await answer(ada, 'word', { word: 'veth' })).toMatchObject({ points: 10 });
  expect(await grade()).toMatchObject({ points: 10 });
  expect((await exerciseOf(ada, 'word'))?.points).toBe(10);
});

test('lateness takes a part for each day begun, or is not taken at all', async () => {
  const late = grading({ due: hours(-25), late: { kind: 'deducted', percentPerDay: 10 } });
  const { desk, group, ada, grade } = await start({ grading: late });
  expect(await answer(ada, 'word', { word: 'veth' })).toMatchObject({ points: 4, late: 0.8 });
  expect(await grade()).toMatchObject({ points: 3.2, late: 0.8 });
  await desk.set(group, { grading: grading({ due: hours(1), late: { kind: 'refused' } }) });
  expect(await grade()).toMatchObject({ points: 4, late: 0 });
  await desk.set(group, { grading: grading({ due: hours(-1), late: { kind: 'refused' } }) });
  await problemOf(
    await ada.post(pathOf(api.exercises.answer, { params: { id: 'word' } }), { answer: { word: 'veth' } }),
    'too-late',
  );
  expect(await ada.get(pathOf(api.ownClass.view), ClassView)).toMatchObject({
    counts: 'best',
    late: { kind: 'refused' },
  });
});

test('a closed exercise takes no answers and opens no hints', async () => {
  const { desk, group, ada } = await start({ closedExercises: ['word'] });
  await problemOf(
    await ada.post(pathOf(api.exercises.answer, { params: { id: 'word' } }), { answer: { word: 'veth' } }),
    'exercise-closed',
  );
  await problemOf(
    await ada.post(pathOf(api.exercises.openHint, { params: { id: 'word' } }), undefined),
    'exercise-closed',
  );
  expect(await exerciseOf(ada, 'word')).toMatchObject({ closed: true });
  await desk.set(group, { closedExercises: [] });
  expect(await answer(ada, 'word', { word: 'veth' })).toMatchObject({ points: 4 });
});

test('an exam has its time and its attempts, no help, and tells nothing until it is released', async () => {
  const exam = { from: hours(-1), until: hours(1), attempts: 2, released: false };
  const { desk, group, ada, grade } = await start({ exam });
  expect(await exerciseOf(ada, 'word')).toMatchObject({ attemptsLeft: 2 });
  await problemOf(
    await ada.post(pathOf(api.exercises.openHint, { params: { id: 'word' } }), undefined),
    'not-in-exam',
  );
  await problemOf(await ada.fetch(pathOf(api.map.follow)), 'map-off');
  await problemOf(
    await ada.fetch(pathOf(api.exercises.solution, { params: { id: 'word' } })),
    'solution-kept',
  );
  const right = await answer(ada, 'word', { word: 'veth' });
  const wrong = await answer(ada, 'word', { word: 'bridge' });
  const nothing = (attempt: Attempt) => ({ ...attempt, id: 0, at: '', answer: null });
  expect(nothing(right)).toEqual(nothing(wrong));
  expect(right).toMatchObject({ held: true, points: 0, verdict: { status: 'needs-review', score: 0 } });
  expect(await exerciseOf(ada, 'word')).toMatchObject({
    attemptsLeft: 0,
    standing: { held: true, points: 0, status: 'needs-review' },
    solution: { open: false },
  });
  expect(await (await ada.fetch(pathOf(api.learner.me))).json()).toMatchObject({
    points: { earned: 0 },
    hostMap: false,
  });
  await problemOf(
    await ada.post(pathOf(api.exercises.answer, { params: { id: 'word' } }), { answer: { word: 'x' } }),
    'no-attempts-left',
  );
  expect(await grade()).toMatchObject({ points: 4, status: 'correct', attempts: 2 });

  const held = await desk.set(group, { exam: { ...exam, until: hours(-0.001) } });
  await problemOf(
    await ada.post(pathOf(api.exercises.answer, { params: { id: 'lines' } }), { answer: { lines: [] } }),
    'exam-closed',
  );
  await desk.set(held, { exam: { ...exam, released: true } });
  expect((await attemptsAt(ada, 'word')).map(({ points, held: isHeld }) => [points, isHeld])).toEqual([
    [0, false],
    [4, false],
  ]);
  await desk.set(held, { exam: { ...exam, from: hours(1), until: hours(2) } });
  await problemOf(
    await ada.post(pathOf(api.exercises.answer, { params: { id: 'lines' } }), { answer: { lines: [] } }),
    'exam-closed',
  );
});

test('an exam does not mark a task by itself, which would tell', async () => {
  const exam = { from: hours(-1), until: hours(1), attempts: null, released: false };
  const { ada } = await start({ exam });
  putFile(ada, 'done.txt', 'veth');
  expect(await exerciseOf(ada, 'done')).toMatchObject({ watch: false });
  const watched = await ada.post(pathOf(api.exercises.watch, { params: { id: 'done' } }), undefined);
  expect(await watched.json()).toEqual({ looked: null });
  await expect
    .poll(async () =>
      (await ada.post(pathOf(api.exercises.watch, { params: { id: 'done' } }), undefined)).json(),
    )
    .toEqual({ looked: null });
  expect(await attemptsAt(ada, 'done')).toEqual([]);
});

test('grades are exported as CSV that a spreadsheet reads as text and numbers, and as JSON', async () => {
  const { desk, ada, ofClass, lab, group } = await start({}, '=HYPERLINK("http://evil.example")');
  await joinClass(lab, group.code, 'Zoë "Z", Müller');
  await answer(ada, 'word', { word: 'veth' });
  const response = await desk.fetch(pathOf(api.deskGrades.csv, { params: ofClass }));
  expect(response.headers.get('content-disposition')).toMatch(
    /^attachment; filename="grades-c[0-9a-f]+\.csv"$/,
  );
  const bytes = Buffer.from(await response.arrayBuffer());
  expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
  const rows: string[][] = parse(bytes, { bom: true });
  const { exercises } = await desk.get(pathOf(api.deskGrades.grades, { params: ofClass }), Grades);
  const titles = exercises.map(({ title }) => title);
  expect(rows).toEqual([
    [
      'name',
      'number',
      'email',
      'login',
      'section',
      'points',
      'possible',
      ...titles.flatMap((title) => [`${title}: points`, `${title}: status`, `${title}: attempts`]),
    ],
    [
      `'=HYPERLINK("http://evil.example")`,
      ...['', '', '', ''],
      '4',
      '15',
      ...['4', 'correct', '1'],
      ...['', 'not tried', '0'],
      ...['', 'not tried', '0'],
    ],
    ['Zoë "Z", Müller', '', '', '', '', '', '15', ...['', '', ''].flatMap(() => ['', 'not tried', '0'])],
  ]);
  expect(bytes.toString().split('\r\n')).toHaveLength(4);
  // A line break would begin another row.
  expect(
    (await postJson(`${lab.url}${pathOf(api.learner.join)}`, { name: 'Ada\nEve', code: group.code })).status,
  ).toBe(422);
  const json = await (await desk.fetch(pathOf(api.deskGrades.json, { params: ofClass }))).json();
  expect(json).toMatchObject({ format: 'vethlab-grades', version: 2, class: { name: 'Networks' } });
  const { learners } = z
    .object({ learners: z.array(z.looseObject({ grades: z.array(z.looseObject({})) })) })
    .parse(json);
  expect(learners.map(({ earned, grades }) => [earned, grades.map(({ points }) => points)])).toEqual([
    [4, [4, null, null]],
    [null, [null, null, null]],
  ]);
});

test('a list of Canvas comes back as grades that Canvas and Moodle import, with the learner who never came', async () => {
  const { desk, lab, group, ofClass } = await start();
  const list =
    'Student,ID,SIS User ID,SIS Login ID,Section\n    Points Possible,,,,\n"Öhm, Ida",9001,S-17,ida,A\n"Byron, Ada",9002,S-18,ab,B\n';
  const importing = pathOf(api.deskLearners.importRoster, { params: ofClass });
  await desk.done(importing, { csv: list }, RosterReport);
  const ida = await joinClass(lab, group.code, 'ida öhm');
  putFile(ida, 'word.txt', 'veth');
  await answer(ida, 'word', { word: 'bridge' });
  const { exercises, learners } = await desk.get(pathOf(api.deskGrades.grades, { params: ofClass }), Grades);
  expect(learners.map(({ name, state }) => [name, state])).toEqual([
    ['Ada', 'active'],
    ['Ada Byron', 'listed'],
    ['Ida Öhm', 'active'],
  ]);
  const titles = exercises.map(({ title }) => title);
  const points = exercises.map((one) => String(one.points));
  const read = async (platform: string) => {
    const response = await desk.fetch(
      pathOf(api.deskGrades.csv, { params: ofClass, query: { for: platform } }),
    );
    expect(response.headers.get('content-disposition')).toContain(`${platform}.csv"`);
    const text = await response.text();
    return { text, rows: parse(text) as string[][] };
  };
  const canvas = await read('canvas');
  expect(canvas.rows).toEqual([
    ['Student', 'ID', 'SIS User ID', 'SIS Login ID', 'Section', ...titles],
    ['    Points Possible', '', '', '', '', ...points],
    ['Ada', '', '', '', '', '', '', ''],
    ['Byron, Ada', '9002', 'S-18', 'ab', 'B', '', '', ''],
    ['Öhm, Ida', '9001', 'S-17', 'ida', 'A', '0', '', ''],
  ]);
  expect((await read('moodle')).rows).toEqual([
    ['First name', 'Last name', 'ID number', 'Email address', 'Username', ...titles],
    ['Ada', 'Byron', 'S-18', '', 'ab', '-', '-', '-'],
    ['Ida', 'Öhm', 'S-17', '', 'ida', '0', '-', '-'],
  ]);
  // Each of our files is a list of learners again, of whom all are known.
  for (const platform of ['canvas', 'moodle', 'spreadsheet']) {
    const csv =
      platform === 'spreadsheet'
        ? await (await desk.fetch(pathOf(api.deskGrades.csv, { params: ofClass }))).text()
        : (await read(platform)).text;
    const { added, known, refused } = await desk.done(importing, { csv, dryRun: true }, RosterReport);
    expect(added).toEqual([]);
    expect(known.map(({ name }) => name)).toContain('Ada Byron');
    expect(refused).toHaveLength(platform === 'canvas' ? 1 : 0);
  }
});

test('grades are sent to a gradebook, and the trail says so', async () => {
  const { desk, ada, ofClass, lab, trail } = await start();
  await answer(ada, 'word', { word: 'veth' });
  const sent = await desk.done(
    pathOf(api.deskGrades.send, { params: { ...ofClass, gradebook: 'folder' } }),
    {},
    GradebookReport,
  );
  expect(sent).toMatchObject({ sent: 1, refused: [] });
  const listed = execFileSync('sh', ['-c', `cat ${lab.folder}/data/grades/*.csv`]).toString();
  expect(listed).toContain('"Ada",,,,,4,15');
  expect((await trail())[0]).toMatchObject({ action: 'grades.send', after: { sent: 1 } });
  await problemOf(
    await desk.post(pathOf(api.deskGrades.send, { params: { ...ofClass, gradebook: 'none' } })),
    'unknown-gradebook',
  );
});

test('the report has what a plot needs of the learners who take part', async () => {
  const { desk, ada, ofClass, lab, group } = await start();
  const bob = await joinClass(lab, group.code, 'Bob');
  putFile(bob, 'word.txt', 'veth');
  await answer(ada, 'word', { word: 'bridge' });
  await answer(ada, 'word', { word: 'veth' });
  await answer(bob, 'word', { word: 'tap' });
  const report = await desk.get(pathOf(api.deskGrades.report, { params: ofClass }), Report);
  expect(report).toMatchObject({ learners: 2, total: { possible: 15, earned: [0, 4] } });
  expect(report.exercises[0]).toMatchObject({
    id: 'word',
    possible: 4,
    points: [0, 4],
    statuses: { correct: 1, incorrect: 1 },
    notTried: 0,
    attempts: [1, 2],
    minutes: [0],
    findings: [{ id: 'another-word', learners: 2 }],
  });
  expect(report.exercises[1]).toMatchObject({ points: [], notTried: 2 });
});
