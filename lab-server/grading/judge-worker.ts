// Judges answers in a thread of its own (judge.ts). Data that a learner shaped may keep the thread busy, and then it is ended.
import { parentPort, workerData } from 'node:worker_threads';
import { Verdict } from '../../protocol/verdict.ts';
import { checkerOfExercise } from '../course/catalog.ts';
import type { LoadedChecker } from '../course/checker.ts';
import { CourseError } from '../course/course-error.ts';
import type { FoldersOfCourses } from '../course/shelf.ts';
import { boundedVerdict } from './bounded-verdict.ts';

export interface ToJudge {
  /** The course's name. */
  course: string;
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

async function checkerOf({ course, exercise }: ToJudge): Promise<LoadedChecker> {
  const name = `${course}/${exercise}`;
  const folders = (workerData as FoldersOfCourses)[course];
  if (!folders) throw new CourseError(`${course}: there is no such course.`);
  const { exercisesDir, checkersDir } = folders;
  const known = loaded.get(name) ?? (await checkerOfExercise(exercisesDir, checkersDir, exercise));
  loaded.set(name, known);
  return known;
}

async function judge(given: ToJudge, say: (said: Said) => void): Promise<void> {
  try {
    const { check } = await checkerOf(given);
    say({ say: 'begun' });
    say({ say: 'judged', verdict: boundedVerdict(Verdict.parse(check.judge(given.answer, given.facts))) });
  } catch (error) {
    const { name, message = String(error), stack } = (error ?? {}) as Partial<Error>;
    say({ say: 'failed', name, message, stack });
  }
}

parentPort?.on('message', (given: ToJudge) => judge(given, (said) => parentPort?.postMessage(said)));
