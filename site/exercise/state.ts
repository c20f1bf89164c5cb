import { signal } from '@preact/signals';
import * as api from '../../protocol/api/exercises.ts';
import type { Attempt } from '../../protocol/attempt.ts';
import type { Exercise } from '../../protocol/exercise.ts';
import type { SolutionSteps } from '../../protocol/solution.ts';
import type { Look } from '../../protocol/watch.ts';
import { call, orNull } from '../wire/api.ts';
import { Latest } from '../wire/latest.ts';

/** All exercises with the learner's standing; null when nobody has joined, undefined until that is known. */
export const exercises = new Latest<Exercise[] | null | undefined>(undefined);

/** Grows each time an instructor may have decided something, since attempts may then say something else. */
export const decisions = signal(0);

/** @throws ApiProblem */
export const loadExercises = (): Promise<void> =>
  exercises.read(async () => (await orNull(call(api.list), 401))?.exercises ?? null);

/** @throws ApiProblem */
export function submitAnswer(id: string, answer: unknown): Promise<Attempt> {
  return call(api.answer, { params: { id }, body: { answer } });
}

/** Says that the page shows an exercise that marks itself. Returns what the last look at the host saw. @throws ApiProblem */
export async function watchExercise(id: string): Promise<Look | null> {
  return (await call(api.watch, { params: { id } })).looked;
}

/** Makes the exercise's own beginning on the learner's host. @throws ApiProblem */
export async function startExercise(id: string): Promise<void> {
  await call(api.start, { params: { id } });
}

/** Newest first. @throws ApiProblem */
export async function attemptsOn(id: string): Promise<Attempt[]> {
  const list = await call(api.attempts, { params: { id } });
  return list.attempts.sort((a, b) => b.id - a.id);
}

/** Opens the hint of this number, if it is the next; counted from 1. @throws ApiProblem */
export async function openHint(id: string, number: number): Promise<void> {
  const hints = await call(api.openHint, { params: { id }, query: { number } });
  exercises.value = exercises.value?.map((one) => (one.id === id ? { ...one, hints } : one));
  // What was being read, and is dropped now, may have had other news.
  await loadExercises().catch(() => {});
}

/** Only once the exercise says that it is open. @throws ApiProblem */
export async function loadSolution(id: string): Promise<SolutionSteps> {
  return (await call(api.solution, { params: { id } })).steps;
}

/** Disputes the verdict with a reason. Returns the attempt with the dispute. @throws ApiProblem */
export function disputeAttempt({ exercise, id }: Attempt, reason: string): Promise<Attempt> {
  return call(api.dispute, { params: { id: exercise, attempt: id }, body: { reason } });
}
