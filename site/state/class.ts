import { computed, signal } from '@preact/signals';
import { ClassView, Hand } from '../../protocol/class.ts';
import { type ExamPhase, phaseOf } from '../class/times.ts';
import { ApiProblem, call, nothing } from '../wire/api.ts';
import { serverTime } from './server-clock.ts';

/** The learner's class as it is now; null for one who is in none, undefined until that is known. Its events keep it so. */
export const classView = signal<ClassView | null | undefined>(undefined);

/** Eyes front: nothing is to be typed into a terminal. */
export const isPaused = computed(() => classView.value?.paused === true);

/** Whether there is no help and verdicts are held back: from when an exam is set until its results are shown. */
export const isExam = computed(() => classView.value?.exam?.released === false);

/** Where in its course the class's exam is; undefined when there is none. */
export const examPhase = computed<ExamPhase | undefined>(() => {
  const set = classView.value?.exam;
  return set ? phaseOf(set, serverTime()) : undefined;
});

/** Names of those who look at a terminal just now. */
export const watchersOf = (terminal: string | undefined): string[] =>
  (classView.value?.watched ?? []).filter((one) => one.terminal === terminal).map(({ by }) => by);

/** @throws ApiProblem */
export async function loadClass(): Promise<void> {
  try {
    classView.value = await call('GET', '/api/class', ClassView);
  } catch (thrown) {
    if (!(thrown instanceof ApiProblem && thrown.problem.type === '/problems/no-class')) throw thrown;
    classView.value = null;
  }
}

/** Raises the hand, or says more about it. @throws ApiProblem */
export async function raiseHand(about: string): Promise<void> {
  const hand = await call('POST', '/api/hand', Hand, about.trim() === '' ? {} : { about });
  if (classView.value) classView.value = { ...classView.value, hand };
}

/** @throws ApiProblem */
export async function lowerHand(): Promise<void> {
  await call('DELETE', '/api/hand', nothing);
  if (classView.value) classView.value = { ...classView.value, hand: null };
}

/** Answers an instructor who asks to type into a terminal. @throws ApiProblem */
export const answerControl = (allow: boolean): Promise<unknown> =>
  call('POST', '/api/control', nothing, { allow });

/** @throws ApiProblem */
export const takeBackControl = (): Promise<unknown> => call('DELETE', '/api/control', nothing);
