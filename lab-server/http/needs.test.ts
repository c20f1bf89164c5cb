import { appendFileSync, cpSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import * as api from '../../protocol/api/index.ts';
import { pathOf } from '../../protocol/api/path.ts';
import { lesson } from '../hosts/scenario.ts';
import { answer, attemptsAt, exerciseOf, putFile } from '../testing/answers.ts';
import { startLab } from '../testing/lab.ts';
import { join, problemOf } from '../testing/learner-client.ts';
import { temporaryFolder } from '../testing/temporary.ts';

const TASK = path.join(import.meta.dirname, '../testing/course/exercises/03-done');

/** A learner on a host of the lesson that lacks these containers, and a task that needs Docker's whale. */
async function joined(without: readonly string[]) {
  const exercisesDir = temporaryFolder();
  const folder = path.join(exercisesDir, '01-done');
  cpSync(TASK, folder, { recursive: true });
  appendFileSync(path.join(folder, 'exercise.yaml'), '\nneeds: [docker/whale]\n');
  const containers = lesson.containers.filter(({ name }) => !without.includes(name));
  const ada = await join(await startLab({ exercisesDir, draw: () => ({ ...lesson, containers }) }));
  putFile(ada, 'done.txt', 'veth');
  return ada;
}

test('a host without what an exercise needs takes no answer to it, and the page is told', async () => {
  const ada = await joined(['whale']);
  expect(await exerciseOf(ada, 'done')).toMatchObject({ fits: false });
  const refused = await ada.post(pathOf(api.exercises.answer, { params: { id: 'done' } }), { answer: {} });
  expect((await problemOf(refused, 'not-on-this-host')).detail).toMatch(
    /needs what your lab host does not have/,
  );
  expect(await attemptsAt(ada, 'done')).toEqual([]);
});

test('a host that has what the exercise needs takes answers', async () => {
  const ada = await joined(['seal']);
  expect(await exerciseOf(ada, 'done')).toMatchObject({ fits: true });
  expect(await answer(ada, 'done', {})).toMatchObject({ verdict: { status: 'correct' } });
});
