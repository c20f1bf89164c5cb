import * as api from '../../../protocol/api/desk-classes.ts';
import type { ClassDetail, ClassSummary } from '../../../protocol/desk/class.ts';
import { Latest } from '../../wire/latest.ts';
import { ask } from './session.ts';

/** The instructor's classes; undefined until they are known. */
export const classes = new Latest<ClassSummary[] | undefined>(undefined);

/** @throws ApiProblem */
export const loadClasses = (): Promise<void> => classes.read(async () => (await ask(api.list)).classes);

/** @param course left out, the first one. @throws ApiProblem */
export function makeClass(name: string, course?: string): Promise<ClassDetail> {
  return ask(api.begin, { body: { name, course } });
}
