import { signal } from '@preact/signals';
import { z } from 'zod';
import { Attempt } from '../../protocol/attempt.ts';
import { Exercise, OpenedHints } from '../../protocol/exercise.ts';
import { Solution, type SolutionSteps } from '../../protocol/solution.ts';
import { type Look, Watched } from '../../protocol/watch.ts';
import { ApiProblem, call, nothing } from '../wire/api.ts';

/** All exercises with the learner's standing; null when nobody has joined, undefined until that is known. */
export const exercises = signal<Exercise[] | null | undefined>(undefined);

/** Grows with each thing that an instructor may have decided: attempts may say something else then. */
export const decisions = signal(0);

/** @throws ApiProblem */
export async function loadExercises(): Promise<void> {
  try {
    const list = await call('GET', '/api/exercises', z.object({ exercises: z.array(Exercise) }));
    exercises.value = list.exercises;
  } catch (thrown) {
    if (!(thrown instanceof ApiProblem && thrown.problem.status === 401)) throw thrown;
    exercises.value = null;
  }
}

/** @throws ApiProblem */
export function submitAnswer(id: string, answer: unknown): Promise<Attempt> {
  return call('POST', `/api/exercises/${id}/attempts`, Attempt, { answer });
}

/** Says that the page shows an exercise that marks itself; what the last look at the host saw. @throws ApiProblem */
export async function watchExercise(id: string): Promise<Look | null> {
  return (await call('POST', `/api/exercises/${id}/watch`, Watched)).looked;
}

/** Makes the beginning that the exercise has of its own, on the learner's host. @throws ApiProblem */
export async function startExercise(id: string): Promise<void> {
  await call('POST', `/api/exercises/${id}/start`, nothing);
}

/** Newest first. @throws ApiProblem */
export async function attemptsOn(id: string): Promise<Attempt[]> {
  const list = await call('GET', `/api/exercises/${id}/attempts`, z.object({ attempts: z.array(Attempt) }));
  return list.attempts.sort((a, b) => b.id - a.id);
}

/** Opens the hint of this number, if it is the next; counted from 1. @throws ApiProblem */
export async function openHint(id: string, number: number): Promise<void> {
  const hints = await call('POST', `/api/exercises/${id}/hints?number=${number}`, OpenedHints);
  exercises.value = exercises.value?.map((one) => (one.id === id ? { ...one, hints } : one));
}

/** Only once the exercise says that it is open. @throws ApiProblem */
export async function loadSolution(id: string): Promise<SolutionSteps> {
  return (await call('GET', `/api/exercises/${id}/solution`, Solution)).steps;
}

/** Says what speaks against the verdict; the attempt with it. @throws ApiProblem */
export function disputeAttempt({ exercise, id }: Attempt, reason: string): Promise<Attempt> {
  return call('POST', `/api/exercises/${exercise}/attempts/${id}/dispute`, Attempt, { reason });
}
