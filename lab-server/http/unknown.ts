import type { z } from 'zod';
import { listInstructors } from '../../protocol/api/desk-account.ts';
import { gradebooks } from '../../protocol/api/desk-grades.ts';
import { list as exercises } from '../../protocol/api/exercises.ts';
import { nameOf } from '../../protocol/api/path.ts';
import type { ProblemKind } from '../../protocol/problem.ts';
import { HttpProblem } from './problem.ts';

/** The sentence for an id that nothing has. */
const details: Partial<Record<ProblemKind, (id: string) => string>> = {
  'unknown-exercise': (id) => `No exercise is called ${id}; ${nameOf(exercises)} lists them.`,
  'unknown-terminal': () => 'It has ended, or never was.',
  'unknown-attempt': (id) => `None has the number ${id}.`,
  'unknown-instructor': () => `${nameOf(listInstructors)} lists those there are.`,
  'unknown-gradebook': () => `${nameOf(gradebooks)} lists them.`,
};

/** The problem for an id that nothing has. */
export function unknown(kind: ProblemKind, id: string): HttpProblem {
  return new HttpProblem(kind, details[kind]?.(id) ?? `There is no ${id} here.`);
}

/** The same for an id in a path that nothing could have. */
export function unknownParam(kind: ProblemKind, name: string, given: string, error: z.ZodError): HttpProblem {
  if (kind !== 'invalid-fields') return unknown(kind, given);
  const errors = error.issues.map(({ message }) => ({ path: `/${name}`, message }));
  return new HttpProblem(kind, errors.map(({ message }) => message).join(' '), { errors });
}
