import { computed } from '@preact/signals';
import * as api from '../../protocol/api/class.ts';
import type { ClassView } from '../../protocol/class.ts';
import { serverTime } from '../shell/server-clock.ts';
import { call, orNull } from '../wire/api.ts';
import { Latest } from '../wire/latest.ts';
import { type ExamPhase, phaseOf } from './times.ts';

/** The learner's class as it is now; null for a learner without one, undefined until that is known. Events keep it up to date. */
export const classView = new Latest<ClassView | null | undefined>(undefined);

/** Eyes front: nobody may type into a terminal. */
export const isPaused = computed(() => classView.value?.paused === true);

/** Whether there is no help and verdicts are held back. This holds from the time an exam is set until its results are shown. */
export const isExam = computed(() => classView.value?.exam?.released === false);

/** The phase of the class's exam; undefined when there is none. */
export const examPhase = computed<ExamPhase | undefined>(() => {
  const set = classView.value?.exam;
  return set ? phaseOf(set, serverTime()) : undefined;
});

/** Names of the instructors who look at a terminal just now. */
export const watchersOf = (terminal: string | undefined): string[] =>
  (classView.value?.watched ?? []).filter((one) => one.terminal === terminal).map(({ by }) => by);

/** @throws ApiProblem */
export const loadClass = (): Promise<void> =>
  classView.read(() => orNull(call(api.view), '/problems/no-class'));

/** Raises the hand, or says more about it. @throws ApiProblem */
export async function raiseHand(about: string): Promise<void> {
  const hand = await call(api.raiseHand, { body: about.trim() === '' ? {} : { about } });
  if (classView.value) classView.value = { ...classView.value, hand };
}

/** @throws ApiProblem */
export async function lowerHand(): Promise<void> {
  await call(api.lowerHand);
  if (classView.value) classView.value = { ...classView.value, hand: null };
}

/** Answers an instructor who asks to type into a terminal. @throws ApiProblem */
export const answerControl = (allow: boolean, by?: string): Promise<unknown> =>
  call(api.answerControl, { body: { allow, ...(by === undefined ? {} : { by }) } });

/** @throws ApiProblem */
export const takeBackControl = (): Promise<unknown> => call(api.endControl);
