import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import * as api from '../../protocol/api/index.ts';
import { pathOf } from '../../protocol/api/path.ts';
import { Watched } from '../../protocol/watch.ts';
import { answer, attemptsAt, exerciseOf, holdChecks, putFile } from '../testing/answers.ts';
import { follow } from '../testing/followed-events.ts';
import { startLab } from '../testing/lab.ts';
import { join, type LearnerClient, problemOf } from '../testing/learner-client.ts';
import { temporaryFolder } from '../testing/temporary.ts';
import { until } from '../testing/terminal-client.ts';

/** The lab server's own times, made shorter, in ms. */
const watchTimes = { lasts: 300, every: 50, least: 10 };
/** The same, for tests that say only once which exercise is watched. */
const long = { ...watchTimes, lasts: 60_000 };

/** Sends what a page that shows the exercise sends every few seconds. */
async function show(learner: LearnerClient) {
  const response = await learner.post(pathOf(api.exercises.watch, { params: { id: 'done' } }), {});
  expect(response.status).toBe(200);
  return Watched.parse(await response.json()).looked;
}

/** How often the learner's host was looked at. */
function looksAt(learner: LearnerClient): number {
  try {
    return readFileSync(path.join(learner.folder, 'looks.txt'), 'utf8').split('\n').length - 1;
  } catch {
    return 0;
  }
}

/** Waits until a watched host was looked at so many times more. */
async function moreLooksAt(learner: LearnerClient, count: number): Promise<void> {
  const wanted = looksAt(learner) + count;
  await until(() => looksAt(learner) >= wanted);
}

test('the exercises that mark themselves are marked as such', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  expect(await exerciseOf(ada, 'done')).toMatchObject({ watch: true });
  expect(await exerciseOf(ada, 'word')).toMatchObject({ watch: false });
});

test('nothing is kept while the task is wrong; as soon as it is right one attempt is kept, and every page hears of it', async () => {
  const lab = await startLab({ watchTimes: long });
  const ada = await join(lab);
  const { events } = await follow(ada);
  expect(await show(ada)).toBeNull();
  await moreLooksAt(ada, 3);
  const looked = await show(ada);
  // What is missing is told, and what was seen is not: that comes with attempts.
  expect(looked).toMatchObject({
    status: 'incorrect',
    findings: [{ tone: 'wrong', text: 'The word is not there yet.', evidence: [] }],
  });
  expect(await attemptsAt(ada, 'done')).toEqual([]);
  expect((await exerciseOf(ada, 'done'))?.standing).toBeNull();

  putFile(ada, 'done.txt', 'veth\n');
  await until(() => events.some(({ event }) => event === 'attempt'));
  const attempts = await attemptsAt(ada, 'done');
  expect(attempts).toMatchObject([
    { answer: {}, points: 2, deducted: 0, counted: true, verdict: { status: 'correct' } },
  ]);
  expect(events.filter(({ event }) => event === 'attempt').map(({ data }) => data)).toEqual(attempts);
  expect(await show(ada)).toMatchObject({ status: 'correct' });
  const looks = looksAt(ada);
  const bob = await join(lab, 'Bob');
  await show(bob);
  await moreLooksAt(bob, 5);
  expect(looksAt(ada), 'who is right is not looked at any more').toBe(looks);
  expect(await attemptsAt(bob, 'done')).toEqual([]);
});

test('when no page shows the exercise any more, the host is not looked at', async () => {
  const lab = await startLab({ watchTimes });
  const [ada, bob] = [await join(lab, 'Ada'), await join(lab, 'Bob')];
  await show(ada);
  await until(() => looksAt(ada) > 0);
  let before: number;
  do {
    before = looksAt(ada);
    for (let times = 0; times < 5; times++) await lookedAt(bob);
  } while (looksAt(ada) > before);
  expect(await show(ada), 'watched anew').toBeNull();
  await lookedAt(ada);
});

/**
 * Shows the exercise until the host is looked at: on a busy machine the time for which a page is believed can be over before. It pauses in
 * between, since a client that asks too often is refused.
 */
async function lookedAt(learner: LearnerClient): Promise<void> {
  const before = looksAt(learner);
  while (looksAt(learner) === before) {
    await show(learner);
    await sleep(50);
  }
}

test('a parked host is not looked at and stays parked; once it is back it is looked at', async () => {
  const lab = await startLab({ watchTimes: long });
  const [ada, bob] = [await join(lab, 'Ada'), await join(lab, 'Bob')];
  lab.hosts.setStatus(ada.id, { state: 'parked' });
  putFile(ada, 'done.txt', 'veth');
  for (const learner of [ada, bob]) await show(learner);
  await moreLooksAt(bob, 5);
  expect(looksAt(ada)).toBe(0);
  expect(lab.hosts.status(ada.id)?.state).toBe('parked');
  await ada.openTerminal();
  await until(() => looksAt(ada) > 0);
  expect(lab.hosts.usedBy).toEqual([]);
});

test('open hints take their points; a hint that is opened while the host is looked at takes nothing', async () => {
  const lab = await startLab({ watchTimes: long });
  const [ada, bob] = [await join(lab, 'Ada'), await join(lab, 'Bob')];
  const hint = (learner: LearnerClient) =>
    learner.post(pathOf(api.exercises.openHint, { params: { id: 'done' } }), {});
  await hint(ada);
  for (const learner of [ada, bob]) {
    const { events } = await follow(learner);
    const pipe = holdChecks(learner, 'done.txt');
    await show(learner);
    const look = await pipe.begun();
    if (learner === bob) await hint(bob);
    await pipe.give(look, 'veth');
    await until(() => events.some(({ event }) => event === 'attempt'));
  }
  expect(await attemptsAt(ada, 'done')).toMatchObject([{ points: 2, deducted: 0.5 }]);
  expect(await attemptsAt(bob, 'done')).toMatchObject([{ points: 2, deducted: 0 }]);
});

test('an answer waits for the look that is under way, and none is refused for it', async () => {
  const lab = await startLab({ watchTimes: long });
  const ada = await join(lab);
  const pipe = holdChecks(ada, 'done.txt');
  putFile(ada, 'word.txt', 'veth');
  await show(ada);
  const look = await pipe.begun();
  const answers = Array.from({ length: 9 }, () => answer(ada, 'word', { word: 'veth' }));
  expect(await attemptsAt(ada, 'word')).toEqual([]);
  await pipe.give(look, 'veth');
  const ids = (await Promise.all(answers)).map(({ id }) => id);
  expect(Math.min(...ids)).toBeGreaterThan(
    (await attemptsAt(ada, 'done'))[0]?.id ?? Number.POSITIVE_INFINITY,
  );
});

test('such an exercise can be answered too, with an empty answer, which counts as any answer', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  expect((await answer(ada, 'done', {})).verdict.status).toBe('incorrect');
  expect((await exerciseOf(ada, 'done'))?.standing).toMatchObject({ attempts: 1, points: 0 });
});

test('other exercises are not watched, nor exercises that do not exist', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  const { detail } = await problemOf(
    await ada.post(pathOf(api.exercises.watch, { params: { id: 'word' } }), {}),
    'not-watched',
  );
  expect(detail).toContain(pathOf(api.exercises.attempts, { params: { id: 'word' } }));
  await problemOf(
    await ada.post(pathOf(api.exercises.watch, { params: { id: 'nothing' } }), {}),
    'unknown-exercise',
  );
});

test('a look that could not see the host is no attempt, and is not logged each time', async () => {
  const lab = await startLab({ watchTimes: long });
  const ada = await join(lab);
  mkdirSync(path.join(ada.folder, 'done.txt'));
  await show(ada);
  await moreLooksAt(ada, 2);
  expect(await show(ada)).toMatchObject({ status: 'error' });
  expect(await attemptsAt(ada, 'done')).toEqual([]);
  expect(lab.log.filter(({ level }) => level >= 40)).toEqual([]);
});

test('when its author changes a watched exercise, it is watched as it is now', async () => {
  const exercisesDir = path.join(temporaryFolder(), 'exercises');
  cpSync(path.join(import.meta.dirname, '../testing/course/exercises'), exercisesDir, { recursive: true });
  const lab = await startLab({ watchTimes: long, exercisesDir, onCourse: () => {} });
  const ada = await join(lab);
  await show(ada);
  await moreLooksAt(ada, 1);
  const file = path.join(exercisesDir, '03-done/exercise.yaml');
  writeFileSync(file, readFileSync(file, 'utf8').replace('points: 2', 'points: 5'));
  await vi.waitFor(async () => expect((await exerciseOf(ada, 'done'))?.points).toBe(5), 10_000);
  expect(await show(ada), 'watched anew').toBeNull();
  // The first of these looks may have begun before the change.
  await moreLooksAt(ada, 2);
  putFile(ada, 'done.txt', 'veth');
  await vi.waitFor(async () => expect(await attemptsAt(ada, 'done')).toMatchObject([{ points: 5 }]), 10_000);
});
