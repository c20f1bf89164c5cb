import { signal } from '@preact/signals';
import * as api from '../../../protocol/api/desk-classes.ts';
import type { ClassDetail, ClassSummary } from '../../../protocol/desk/class.ts';
import { ask } from './session.ts';

/** The instructor's classes; undefined until they are known. */
export const classes = signal<ClassSummary[] | undefined>(undefined);

/** @throws ApiProblem */
export async function loadClasses(): Promise<void> {
  const list = await ask(api.list);
  classes.value = list.classes;
}

/** @throws ApiProblem */
export function makeClass(name: string): Promise<ClassDetail> {
  return ask(api.begin, { body: { name } });
}
