import { signal } from '@preact/signals';
import { z } from 'zod';
import { ClassDetail, ClassSummary } from '../../../protocol/desk/class.ts';
import { ask } from './session.ts';

/** The instructor's classes; undefined until they are known. */
export const classes = signal<ClassSummary[] | undefined>(undefined);

/** @throws ApiProblem */
export async function loadClasses(): Promise<void> {
  const list = await ask('GET', '/api/desk/classes', z.object({ classes: z.array(ClassSummary) }));
  classes.value = list.classes;
}

/** @throws ApiProblem */
export function makeClass(name: string): Promise<ClassDetail> {
  return ask('POST', '/api/desk/classes', ClassDetail, { name });
}
