import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import * as api from '../../protocol/api/index.ts';
import { pathOf } from '../../protocol/api/path.ts';
import { ClassView } from '../../protocol/class.ts';
import { ClassDetail } from '../../protocol/desk/class.ts';
import { DeskAttempt, Grade, Grades, Report, ReviewItem } from '../../protocol/desk/grades.ts';
import { Me } from '../../protocol/learner.ts';
import { Watched } from '../../protocol/watch.ts';
import { answer, attemptsAt, ExerciseList, exerciseOf, putFile } from '../testing/answers.ts';
import { type DeskClient, joinClass, signIn } from '../testing/desk-client.ts';
import { COURSE_NAME, type Lab, startLab, TWO_COURSES } from '../testing/lab.ts';
import { LearnerClient, postJson, problemOf } from '../testing/learner-client.ts';
import { cookieIn } from '../testing/set-cookie.ts';
import { TerminalClient } from '../testing/terminal-client.ts';

const FIRST = ['word', 'lines', 'done'];
const OTHER = ['word', 'flag'];

/** The thread that judges takes its time to begin. */
const eventually = <T>(look: () => T) => expect.poll(look, { timeout: 30_000 });

/** A class of each course, with a learner in each. */
async function start() {
  const lab = await startLab({ courses: TWO_COURSES });
  const desk = await signIn(lab);
  const networks = await desk.newClass('Networks');
  const mirrors = await desk.newClass('Mirrors', {}, 'other');
  const ada = await joinClass(lab, networks.code, 'Ada');
  const bob = await joinClass(lab, mirrors.code, 'Bob');
  for (const who of [ada, bob]) putFile(who, 'word.txt', 'veth');
  return { lab, desk, networks, mirrors, ada, bob };
}

const shownTo = async (learner: LearnerClient) =>
  (await learner.get(pathOf(api.exercises.list), ExerciseList)).exercises.map(({ id }) => id);

const gradesOf = (desk: DeskClient, group: ClassDetail) =>
  desk.get(pathOf(api.deskGrades.grades, { params: { class: group.id } }), Grades);

/** @param below what the paths of the page begin with that asks */
async function studyAlone(lab: Lab, body: object, { cookie = '', below = '' } = {}): Promise<LearnerClient> {
  const response = await postJson(
    `${lab.url}${below}${pathOf(api.learner.join)}`,
    { name: 'Eve', ...body },
    { cookie },
  );
  expect(response.status).toBe(201);
  return new LearnerClient(lab, cookieIn(response), Me.parse(await response.json()));
}

test('a code leads to the course of its class, and each learner is marked by the checkers of their own', async () => {
  const { networks, mirrors, ada, bob } = await start();
  expect([networks.course, mirrors.course]).toEqual([COURSE_NAME, 'other']);
  expect([networks, mirrors].map(({ exercises }) => exercises.map(({ id }) => id))).toEqual([FIRST, OTHER]);
  expect([ada.me.course, bob.me.course]).toEqual([COURSE_NAME, 'other']);
  expect([ada.me.points.possible, bob.me.points.possible]).toEqual([15, 15]);
  expect(await shownTo(ada)).toEqual(FIRST);
  expect(await shownTo(bob)).toEqual(OTHER);

  // One exercise of each course goes by this name.
  expect(await answer(ada, 'word', { word: 'veth' })).toMatchObject({
    points: 4,
    verdict: { status: 'correct' },
  });
  expect(await answer(bob, 'word', { word: 'veth' })).toMatchObject({
    verdict: { status: 'incorrect', findings: [{ text: 'Backwards it is another word.' }] },
  });
  expect(await answer(bob, 'word', { word: 'htev' })).toMatchObject({ points: 10 });
  expect(await attemptsAt(ada, 'word')).toHaveLength(1);
  expect(await attemptsAt(bob, 'word')).toHaveLength(2);
  expect((await bob.get(pathOf(api.learner.me), Me)).points).toEqual({ earned: 10, possible: 15 });
});

test('an exercise of another course is none, whatever is asked of it', async () => {
  const { lab, desk, networks, ada, bob } = await start();
  for (const [who, id] of [
    [ada, 'flag'],
    [bob, 'lines'],
  ] as const) {
    const params = { id };
    await problemOf(await who.fetch(pathOf(api.exercises.attempts, { params })), 'unknown-exercise');
    await problemOf(await who.fetch(pathOf(api.exercises.solution, { params })), 'unknown-exercise');
    for (const to of [api.exercises.answer, api.exercises.watch, api.exercises.openHint, api.exercises.here])
      await problemOf(await who.post(pathOf(to, { params }), { answer: {} }), 'unknown-exercise');
  }
  const ofAda = { class: networks.id, learner: ada.id };
  const given = { exercise: 'flag', points: 1, comment: 'For the other course' };
  for (const [to, body] of [
    [pathOf(api.deskGrades.override, { params: ofAda }), given],
    [pathOf(api.deskWall.giveHint, { params: ofAda }), { exercise: 'flag' }],
    [pathOf(api.deskResets.checkpoint, { params: ofAda }), { learners: 'all', exercise: 'flag' }],
    [pathOf(api.deskResets.recheck, { params: ofAda }), { learners: 'all', exercises: ['flag'] }],
    [
      pathOf(api.deskResets.reset, { params: ofAda }),
      { learners: 'all', what: ['attempts'], exercises: ['flag'], dryRun: true },
    ],
  ] as const)
    await problemOf(await desk.post(to, body), 'unknown-exercise');
  expect(lab.hosts.usedBy).toEqual([]);
});

test('grades, report, reviews, attempts and exports of a class tell of its course alone', async () => {
  const { desk, networks, mirrors, ada, bob } = await start();
  await answer(ada, 'word', { word: 'veth' });
  const { id } = await answer(bob, 'word', { word: 'veth' });
  await bob.post(pathOf(api.exercises.dispute, { params: { id: 'word', attempt: id } }), {
    reason: 'It is.',
  });
  await answer(bob, 'flag', {});

  for (const [group, who, exercises, earned, items] of [
    [networks, ada, FIRST, 4, 0],
    [mirrors, bob, OTHER, 0, 1],
  ] as const) {
    const params = { class: group.id };
    const grades = await gradesOf(desk, group);
    expect(grades.exercises.map((one) => one.id)).toEqual(exercises);
    expect(grades.learners).toMatchObject([{ learner: who.id, earned, possible: 15 }]);
    expect(grades.learners[0]?.grades.map(({ exercise }) => exercise)).toEqual(exercises);
    const report = await desk.get(pathOf(api.deskGrades.report, { params }), Report);
    expect(report.exercises.map((one) => one.id)).toEqual(exercises);
    const reviews = await desk.get(
      pathOf(api.deskGrades.reviews, { params }),
      z.object({ items: z.array(ReviewItem) }),
    );
    expect(reviews.items).toHaveLength(items);
    const attempts = await desk.get(
      pathOf(api.deskWall.attempts, { params: { ...params, learner: who.id } }),
      z.object({ attempts: z.array(DeskAttempt) }),
    );
    expect(attempts.attempts.map(({ learner }) => learner)).toEqual(attempts.attempts.map(() => who.id));
    const exported = await desk.fetch(
      pathOf(api.deskLearners.exportAll, { params: { ...params, learner: who.id } }),
    );
    expect(await exported.json()).toMatchObject({
      course: group.course,
      exercises: exercises.map((exercise) => ({ exercise })),
    });
  }
  const sheet = await desk.fetch(pathOf(api.deskGrades.json, { params: { class: mirrors.id } }));
  expect(await sheet.json()).toMatchObject({ course: 'other', exercises: [{ id: 'word' }, { id: 'flag' }] });
  const table = await (
    await desk.fetch(pathOf(api.deskGrades.csv, { params: { class: networks.id } }))
  ).text();
  expect(table).toContain('The lines of the file');
  expect(table).not.toMatch(/backwards|flag/i);
});

test('points by hand are given for the exercise of the class’s course, and the learner reads its title', async () => {
  const { desk, mirrors, bob } = await start();
  const given = { exercise: 'word', points: 7, comment: 'On paper' };
  const ofBob = { class: mirrors.id, learner: bob.id };
  expect(await desk.done(pathOf(api.deskGrades.override, { params: ofBob }), given, Grade)).toMatchObject({
    points: 7,
  });
  expect(await exerciseOf(bob, 'word')).toMatchObject({ points: 10, standing: { points: 7 } });
  const { acts } = await bob.get(pathOf(api.ownClass.view), ClassView);
  expect(acts).toMatchObject([{ what: 'override', exercise: { id: 'word', title: 'The word backwards' } }]);
});

test('a task of the other course marks itself, and a checkpoint runs its script', async () => {
  const { lab, desk, mirrors, bob } = await start();
  const seen = async () => {
    const response = await bob.post(pathOf(api.exercises.watch, { params: { id: 'flag' } }), {});
    return Watched.parse(await response.json()).looked;
  };
  await eventually(async () => (await seen())?.status).toBe('incorrect');
  await desk.post(pathOf(api.deskResets.checkpoint, { params: { class: mirrors.id } }), {
    learners: [bob.id],
    exercise: 'flag',
  });
  await eventually(() => lab.hosts.status(bob.id)?.state).toBe('resetting');
  lab.hosts.setStatus(bob.id, {});
  await eventually(() => existsSync(path.join(bob.folder, 'flag'))).toBe(true);
  await eventually(async () => (await exerciseOf(bob, 'flag'))?.standing?.points).toBe(5);
});

test('a browser is a learner of each course, and leaves one alone; a personal code leads back to its own', async () => {
  const lab = await startLab({ courses: TWO_COURSES });
  const first = await studyAlone(lab, {});
  expect(first.me.course).toBe(COURSE_NAME);
  putFile(first, 'word.txt', 'veth');
  await answer(first, 'word', { word: 'veth' });
  const other = await studyAlone(lab, { course: 'other' }, { cookie: first.cookie });
  expect(other.me).toMatchObject({ course: 'other', points: { earned: 0 } });
  expect(other.id).not.toBe(first.id);
  expect(await attemptsAt(other, 'word')).toEqual([]);

  const cookie = `${first.cookie}; ${other.cookie}`;
  const me = async (below: string) => {
    const response = await fetch(`${lab.url}${below}${pathOf(api.learner.me)}`, { headers: { cookie } });
    return Me.parse(await response.json()).id;
  };
  expect([await me(''), await me('/other')]).toEqual([first.id, other.id]);
  const below = '/other';
  expect((await studyAlone(lab, { name: 'Eve II' }, { cookie, below })).me).toMatchObject({
    id: other.id,
    name: 'Eve II',
  });
  const left = await other.post(pathOf(api.learner.leave), {});
  expect(left.headers.getSetCookie()).toEqual([expect.stringMatching(/^vethlab-learner-other=;/)]);

  const { personalCode } = first.me;
  expect((await studyAlone(lab, { personalCode }, { cookie: other.cookie })).me).toMatchObject({
    id: first.id,
  });
  const join = (body: object) => postJson(`${lab.url}${pathOf(api.learner.join)}`, { name: 'Eve', ...body });
  await problemOf(await join({ course: 'other', personalCode }), 'wrong-personal-code');
  await problemOf(await join({ course: 'no-such' }), 'unknown-course');
});

test('a cookie is good for the course that it was made for alone', async () => {
  const { lab, bob } = await start();
  const value = bob.cookie.slice(bob.cookie.indexOf('='));
  expect(bob.cookie).toMatch(/^vethlab-learner-other=/);
  const asked = fetch(`${lab.url}${pathOf(api.learner.me)}`, {
    headers: { cookie: `vethlab-learner${value}` },
  });
  await problemOf(await asked, 'not-joined');
});

test('what was done alone comes into a class of the same course, and stays where it is when the class has another', async () => {
  const { lab, networks, mirrors } = await start();
  const alone = await studyAlone(lab, { course: 'other' });
  putFile(alone, 'word.txt', 'veth');
  await answer(alone, 'word', { word: 'htev' });
  const { cookie } = alone;
  // A code may be typed on a page of any course.
  for (const below of ['', '/other']) {
    const inNetworks = await studyAlone(lab, { code: networks.code, name: `Eve${below}` }, { cookie, below });
    expect(inNetworks.me).toMatchObject({ course: COURSE_NAME, points: { earned: 0 } });
    expect(inNetworks.id).not.toBe(alone.id);
  }
  const inMirrors = await studyAlone(lab, { code: mirrors.code }, { cookie });
  expect(inMirrors.me).toMatchObject({ id: alone.id, course: 'other', points: { earned: 10 } });
});

test('a learner is moved to another class of the course, and to none of another course', async () => {
  const { lab, desk, networks, mirrors, ada } = await start();
  const second = await desk.newClass('Networks II');
  const move = (to: ClassDetail) =>
    desk.post(pathOf(api.deskLearners.change, { params: { class: networks.id, learner: ada.id } }), {
      class: to.id,
    });
  const { detail } = await problemOf(await move(mirrors), 'other-course');
  expect(detail).toContain('“Mirrors” is a class of the course other');
  // Whoever forgets to ask is stopped by the database.
  const { learners, classes } = lab.stores;
  const kept = learners.find(ada.id);
  expect(() => kept && learners.change(kept, { class: mirrors.id })).toThrow(/course of their class/);
  expect(() => kept && learners.change(kept, { course: 'other' })).toThrow(/course of their class/);
  const newcomer = { course: COURSE_NAME, class: mirrors.id, state: 'active', personalCode: 'x' } as const;
  expect(() => learners.add('Eve', newcomer)).toThrow(/course of their class/);
  expect(() => lab.database.exec(`UPDATE classes SET course = 'other' WHERE id = '${networks.id}'`)).toThrow(
    /keeps its course/,
  );
  expect(classes.find(networks.id)?.course).toBe(COURSE_NAME);
  expect((await move(second)).status).toBe(200);
});

test('a link to an exercise is of the course of the class whose code it has', async () => {
  const { lab, networks, mirrors } = await start();
  const go = async (id: string, query = '') => {
    const response = await fetch(`${lab.url}/go/${id}${query}`, { redirect: 'manual' });
    return response.headers.get('location');
  };
  expect(await go('word')).toBe('/chapters/files/#word');
  expect(await go('word', `?code=${networks.code}`)).toBe(`/chapters/files/?code=${networks.code}#word`);
  expect(await go('word', `?code=${mirrors.code}`)).toBe(
    `/other/chapters/mirrors/?code=${mirrors.code}#word`,
  );
  expect(await go('flag')).toBeNull();
  expect(await go('flag', `?code=${mirrors.code}`)).toBe(
    `/other/chapters/mirrors/?code=${mirrors.code}#flag`,
  );
  const below = await fetch(`${lab.url}/other/de/go/flag`, { redirect: 'manual' });
  expect(below.headers.get('location')).toBe('/other/de/chapters/mirrors/#flag');
});

test('learners of a course that is not served are told so, keep what they did, and find it when the course is back', async () => {
  const { lab, desk, networks, mirrors, ada, bob } = await start();
  const alone = await studyAlone(lab, { course: 'other' });
  await answer(bob, 'word', { word: 'htev' });
  await lab.close();
  const without = await startLab({ folder: lab.folder, courses: [TWO_COURSES[0]] });
  expect(await shownTo(ada.at(without))).toEqual(FIRST);
  expect((await bob.at(without).fetch(pathOf(api.learner.me))).status).toBe(404);
  const join = (body: object) =>
    postJson(`${without.url}${pathOf(api.learner.join)}`, { name: 'Eve', ...body });
  await problemOf(await join({ code: mirrors.code }), 'course-not-served');
  // The browser can begin in a course that there is.
  expect((await studyAlone(without, {}, alone)).me).toMatchObject({ course: COURSE_NAME });
  const there = await signIn(without);
  const withdrawn = await there.get(
    pathOf(api.deskClasses.read, { params: { class: mirrors.id } }),
    ClassDetail,
  );
  expect(withdrawn).toMatchObject({ name: 'Mirrors', course: 'other', exercises: [] });
  await problemOf(
    await there.post(pathOf(api.deskClasses.begin), { name: 'Mirrors II', course: 'other' }),
    'unknown-course',
  );
  await without.close();

  // Their cookie is that of whichever course is the first.
  const otherAlone = await startLab({ folder: lab.folder, courses: [TWO_COURSES[1] ?? TWO_COURSES[0]] });
  const response = await fetch(`${otherAlone.url}${pathOf(api.learner.me)}`, {
    headers: { cookie: ada.cookie },
  });
  const { detail } = await problemOf(response, 'course-not-served');
  expect(detail).toContain(`does not serve the course ${COURSE_NAME} now`);
  await otherAlone.close();

  const back = await startLab({ folder: lab.folder, courses: TWO_COURSES });
  expect((await bob.at(back).get(pathOf(api.learner.me), Me)).points.earned).toBe(10);
  const { learners } = await gradesOf(await signIn(back), mirrors);
  expect(learners).toMatchObject([{ name: 'Bob', earned: 10 }]);
  expect((await gradesOf(await signIn(back), networks)).learners).toMatchObject([{ name: 'Ada' }]);
  expect(desk.cookie).not.toBe('');
});

test('classes and learners of before there were several get the course that is served first', async () => {
  const lab = await startLab();
  const group = await (await signIn(lab)).newClass();
  const ada = await joinClass(lab, group.code, 'Ada');
  const alone = await studyAlone(lab, {});
  await lab.close();
  // As the migration leaves them.
  const before = await startLab({ folder: lab.folder });
  before.database.exec(`DROP TRIGGER class_keeps_its_course; DROP TRIGGER learner_stays_with_the_class;
    UPDATE classes SET course = ''; UPDATE learners SET course = ''`);
  await before.close();
  const after = await startLab({ folder: lab.folder, courses: TWO_COURSES });
  for (const who of [ada, alone])
    expect(await who.at(after).get(pathOf(api.learner.me), Me)).toMatchObject({
      id: who.id,
      course: COURSE_NAME,
    });
  expect(after.stores.classes.find(group.id)?.course).toBe(COURSE_NAME);
});

test('each course has its pages below its name, the first at the top, and none shows another’s', async () => {
  const { lab, desk, mirrors, bob } = await start();
  const page = async (address: string, cookie = '') => {
    const response = await fetch(lab.url + address, { redirect: 'manual', headers: { cookie } });
    return [
      response.status,
      response.headers.get('location') ?? /<title>(.*)<\/title>/.exec(await response.text())?.[1],
    ];
  };
  expect(await page('/chapters/files/')).toEqual([200, 'Files']);
  expect(await page('/other/chapters/mirrors/')).toEqual([200, 'Mirrors']);
  expect(await page('/other/chapters/mirrors')).toEqual([301, '/other/chapters/mirrors/']);
  expect(await page('/other/chapters/files/')).toEqual([404, 'Not in this course']);
  expect((await page('/chapters/mirrors/'))[0]).toBe(404);
  expect(await page(`/${COURSE_NAME}/chapters/files/`)).toEqual([200, 'Files']);
  expect((await page('/others/chapters/mirrors/'))[0]).toBe(404);
  await desk.set(mirrors, { closedChapters: ['mirrors', 'files'] });
  expect((await page('/other/chapters/mirrors/', bob.cookie))[0]).toBe(403);
  expect(await page('/chapters/files/', bob.cookie)).toEqual([200, 'Files']);
});

test('terminals and events of each course are below its name, too', async () => {
  const { bob } = await start();
  const terminal = new TerminalClient(bob, await bob.openTerminal());
  await terminal.shows('prompt> ');
  terminal.type('echo $((6 * 7))\n');
  await terminal.shows('42');
});

test('a course can’t have the name of something else below /, unless it is the first', async () => {
  const named = (name: string) => ({ ...TWO_COURSES[0], name });
  for (const name of ['desk', 'api', 'de'])
    await expect(startLab({ courses: [named('one'), named(name)] })).rejects.toThrow(/rename its folder/);
  const { url } = await startLab({ courses: [named('desk'), named('two')] });
  expect((await fetch(`${url}/desk/`)).status).toBe(404);
  expect((await fetch(`${url}/two/chapters/files/`)).status).toBe(200);
});

test('the list of courses is everybody’s, and a learner is told what the paths of theirs begin with', async () => {
  const { lab, mirrors, ada, bob, desk } = await start();
  const listed = async (url: string) =>
    (await (await fetch(url + pathOf(api.courses.list))).json()) as unknown;
  const both = [
    {
      name: COURSE_NAME,
      base: '',
      title: 'Testing',
      summary: { en: 'Testing, in one sentence.' },
      chapters: 1,
      exercises: 3,
    },
    { name: 'other', base: '/other', title: 'Mirrors', chapters: 1, exercises: 2 },
  ];
  expect(await listed(lab.url)).toMatchObject({ courses: both });
  expect(await listed(`${lab.url}/other`)).toMatchObject({ courses: both });
  expect([ada.me.base, bob.me.base]).toEqual(['', '/other']);
  // The code is typed on a page of the first course.
  const eve = await studyAlone(lab, { code: mirrors.code });
  expect(eve.me).toMatchObject({ course: 'other', base: '/other' });
  expect(mirrors.chapters).toEqual([{ slug: 'mirrors', title: '1. Mirrors' }]);
  const { chapters } = await desk.newClass('Networks II');
  expect(chapters).toEqual([{ slug: 'files', title: '1. Files' }]);
});

test('pages that all courses share are at the top, wherever they are asked for', async () => {
  const { lab } = await start();
  const leadsTo = async (address: string) => {
    const response = await fetch(lab.url + address, { redirect: 'manual' });
    return response.status === 302 ? response.headers.get('location') : response.status;
  };
  expect(await leadsTo('/other/desk/class/?id=1')).toBe('/desk/class/?id=1');
  expect(await leadsTo('/other/de/courses/')).toBe('/de/courses/');
  expect(await leadsTo('/other/chapters/mirrors/')).toBe(200);
  expect(await leadsTo('/desk/')).toBe(404);
});

test('whoever makes a lab host is told the learner’s course, also when the host comes with a later request', async () => {
  const { lab, ada, bob } = await start();
  expect([ada, bob].map(({ id }) => lab.hosts.courseOf.get(id))).toEqual([COURSE_NAME, 'other']);
  await lab.close();
  const later = await startLab({ folder: lab.folder, courses: TWO_COURSES });
  await bob.at(later).fetch(pathOf(api.host.status));
  expect(later.hosts.courseOf.get(bob.id)).toBe('other');
});
