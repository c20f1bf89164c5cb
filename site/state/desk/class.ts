import { signal } from '@preact/signals';
import type { z } from 'zod';
import type { ClassInstructorChange } from '../../../protocol/desk/class.ts';
import { type ClassChange, ClassDetail, Live, type LiveChange } from '../../../protocol/desk/class.ts';
import { classId } from './place.ts';
import { ask } from './session.ts';

/** The class that the page is about; undefined until it is known. */
export const detail = signal<ClassDetail | undefined>(undefined);

/** The path of the class's own routes. */
export const ofClass = (path = ''): string => `/api/desk/classes/${classId.value}${path}`;
/** The path of one learner's. */
export const ofLearner = (learner: string, path = ''): string => ofClass(`/learners/${learner}${path}`);

/** @throws ApiProblem */
export async function loadClass(): Promise<void> {
  detail.value = await ask('GET', ofClass(), ClassDetail);
}

/** @throws ApiProblem */
export async function changeClass(change: ClassChange): Promise<void> {
  detail.value = await ask('POST', ofClass(), ClassDetail, change);
}

/** @throws ApiProblem */
export async function changeLive(change: z.input<typeof LiveChange>): Promise<void> {
  const live = await ask('POST', ofClass('/live'), Live, change);
  if (detail.value) detail.value = { ...detail.value, live };
}

/** @throws ApiProblem */
export async function changeInstructors(change: z.infer<typeof ClassInstructorChange>): Promise<void> {
  detail.value = await ask('POST', ofClass('/instructors'), ClassDetail, change);
}
