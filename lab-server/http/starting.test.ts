import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import * as api from '../../protocol/api/index.ts';
import { pathOf } from '../../protocol/api/path.ts';
import { answer, attemptsAt, exerciseOf, putFile } from '../testing/answers.ts';
import { joinClass, signIn } from '../testing/desk-client.ts';
import { startLab } from '../testing/lab.ts';
import { join, problemOf } from '../testing/learner-client.ts';
import { temporaryFolder } from '../testing/temporary.ts';

const TASK = path.join(import.meta.dirname, '../testing/course/exercises/03-done');

/** A lab whose one task has a beginning of its own: its file is spoilt first. */
async function start() {
  const exercisesDir = temporaryFolder();
  const folder = path.join(exercisesDir, '01-done');
  cpSync(TASK, folder, { recursive: true });
  writeFileSync(path.join(folder, 'start.sh'), 'test ! -e no-start && echo spoilt > done.txt');
  return startLab({ exercisesDir });
}

const begin = (learner: { post(path: string, body: unknown): Promise<Response> }) =>
  learner.post(pathOf(api.exercises.start, { params: { id: 'done' } }), undefined);
const check = (learner: Parameters<typeof attemptsAt>[0]) =>
  learner.post(pathOf(api.exercises.answer, { params: { id: 'done' } }), { answer: {} });

test('an exercise with a beginning of its own takes answers once the beginning was made', async () => {
  const ada = await join(await start());
  putFile(ada, 'done.txt', 'veth');
  expect(await exerciseOf(ada, 'done')).toMatchObject({ start: 'due' });
  await problemOf(await check(ada), 'not-started');
  expect((await begin(ada)).status).toBe(204);
  expect(readFileSync(path.join(ada.folder, 'done.txt'), 'utf8')).toBe('spoilt\n');
  expect(await exerciseOf(ada, 'done')).toMatchObject({ start: 'made' });
  expect(await answer(ada, 'done', {})).toMatchObject({ verdict: { status: 'incorrect' } });
  putFile(ada, 'done.txt', 'veth');
  expect(await answer(ada, 'done', {})).toMatchObject({ verdict: { status: 'correct' } });
});

test('a host that was reset has lost the beginning, so a reset solves nothing', async () => {
  const lab = await start();
  const ada = await join(lab);
  await begin(ada);
  await ada.post(pathOf(api.host.reset), undefined);
  mkdirSync(ada.folder, { recursive: true });
  lab.hosts.setStatus(ada.id, {});
  putFile(ada, 'done.txt', 'veth');
  expect(await exerciseOf(ada, 'done')).toMatchObject({ start: 'due' });
  await problemOf(await check(ada), 'not-started');
  const watched = await ada.post(pathOf(api.exercises.watch, { params: { id: 'done' } }), undefined);
  expect(await watched.json()).toEqual({ looked: null });
  expect(await attemptsAt(ada, 'done')).toEqual([]);
});

test('when a beginning cannot be made, the problem says why, and the beginning is still due', async () => {
  const ada = await join(await start());
  putFile(ada, 'no-start', '');
  expect((await problemOf(await begin(ada), 'host-not-ready')).detail).toMatch(
    /start\.sh of done ended with status 1/,
  );
  expect(await exerciseOf(ada, 'done')).toMatchObject({ start: 'due' });
  expect(existsSync(path.join(ada.folder, 'done.txt'))).toBe(false);
});

test('an exercise without one has nothing to begin', async () => {
  const ada = await join(await startLab());
  expect(await exerciseOf(ada, 'word')).toMatchObject({ start: 'none' });
  await problemOf(
    await ada.post(pathOf(api.exercises.start, { params: { id: 'word' } }), undefined),
    'no-start',
  );
});

test('a closed exercise is not begun, and a checkpoint makes the beginning before it solves', async () => {
  const lab = await start();
  const desk = await signIn(lab);
  const group = await desk.newClass('Networks', { closedExercises: ['done'] });
  const ada = await joinClass(lab, group.code, 'Ada');
  await problemOf(await begin(ada), 'exercise-closed');
  await desk.set(group, { closedExercises: [] });
  await desk.post(pathOf(api.deskResets.checkpoint, { params: { class: group.id } }), {
    learners: [ada.id],
    exercise: 'done',
  });
  await expect.poll(() => lab.hosts.status(ada.id)?.state).toBe('resetting');
  lab.hosts.setStatus(ada.id, {});
  await expect
    .poll(
      () =>
        existsSync(path.join(ada.folder, 'done.txt')) &&
        readFileSync(path.join(ada.folder, 'done.txt'), 'utf8'),
    )
    .toBe('veth\n');
  await expect.poll(async () => (await exerciseOf(ada, 'done'))?.start).toBe('made');
});
