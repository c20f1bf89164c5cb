// Judges answers in a thread of its own (judge.ts). Data that a learner shaped may keep the thread busy, and then it is ended.
import { parentPort, workerData } from 'node:worker_threads';
import { Verdict } from '../../protocol/verdict.ts';
import { checkerOfExercise } from '../course/catalog.ts';
import type { LoadedChecker } from '../course/checker.ts';
import { boundedVerdict } from './bounded-verdict.ts';

/** The folder of the course. */
export interface Course {
  exercisesDir: string;
  checkersDir: string;
}

export interface ToJudge {
  exercise: string;
  answer: Record<string, unknown>;
  facts: unknown;
}

/** `begun` is sent once the checker is loaded, since the time limit is for judging alone. */
export type Said =
  | { say: 'begun' }
  | { say: 'judged'; verdict: Verdict }
  | { say: 'failed'; name: string | undefined; message: string; stack: string | undefined };

const loaded = new Map<string, LoadedChecker>();

async function checkerOf(exercise: string): Promise<LoadedChecker> {
  const { exercisesDir, checkersDir } = workerData as Course;
  const known = loaded.get(exercise) ?? (await checkerOfExercise(exercisesDir, checkersDir, exercise));
  loaded.set(exercise, known);
  return known;
}

async function judge({ exercise, answer, facts }: ToJudge, say: (said: Said) => void): Promise<void> {
  try {
    const { check } = await checkerOf(exercise);
    say({ say: 'begun' });
    say({ say: 'judged', verdict: boundedVerdict(Verdict.parse(check.judge(answer, facts))) });
  } catch (error) {
    const { name, message = String(error), stack } = (error ?? {}) as Partial<Error>;
    say({ say: 'failed', name, message, stack });
  }
}

parentPort?.on('message', (given: ToJudge) => judge(given, (said) => parentPort?.postMessage(said)));
