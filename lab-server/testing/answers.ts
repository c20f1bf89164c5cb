import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'vitest';
import { z } from 'zod';
import * as api from '../../protocol/api/index.ts';
import { pathOf } from '../../protocol/api/path.ts';
import { Attempt } from '../../protocol/attempt.ts';
import { Exercise } from '../../protocol/exercise.ts';
import type { LearnerClient } from './learner-client.ts';

export const ExerciseList = z.object({ exercises: z.array(Exercise) });
const AttemptList = z.object({ attempts: z.array(Attempt) });

export async function answer(learner: LearnerClient, exercise: string, given: unknown): Promise<Attempt> {
  const response = await learner.post(pathOf(api.exercises.answer, { params: { id: exercise } }), {
    answer: given,
  });
  expect(response.status).toBe(201);
  return Attempt.parse(await response.json());
}

export const attemptsAt = async (learner: LearnerClient, exercise: string) =>
  (await learner.get(pathOf(api.exercises.attempts, { params: { id: exercise } }), AttemptList)).attempts;

export const exerciseOf = async (learner: LearnerClient, id: string) =>
  (await learner.get(pathOf(api.exercises.list), ExerciseList)).exercises.find(
    (exercise) => exercise.id === id,
  );

/** Makes the file that a check reads a named pipe, so that the check waits until the test writes the word. */
export function holdChecks(learner: LearnerClient, name = 'word.txt') {
  const pipe = path.join(learner.folder, name);
  execFileSync('mkfifo', [pipe]);
  /** Resolves once a check has begun to read. */
  const begun = () => open(pipe, 'w');
  const give = async (check: FileHandle, word: string) => {
    await check.write(word);
    await check.close();
  };
  return { begun, give, release: async (word: string) => give(await begun(), word) };
}

export function putFile(learner: LearnerClient, name: string, content: string): void {
  writeFileSync(path.join(learner.folder, name), content);
}
