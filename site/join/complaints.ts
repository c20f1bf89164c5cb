import type { Problem } from '../../protocol/problem.ts';
import type { Complaint } from '../exercise/answer/fields.ts';
import { words } from '../words/now.ts';

/** The fields of the form for joining, in order. */
export const joinFields = ['name', 'code', 'personalCode'] as const;
export type JoinField = (typeof joinFields)[number];

/** Kinds of problem that concern one field and are shown in the page's language. */
const ABOUT: Record<string, JoinField> = {
  '/problems/wrong-code': 'code',
  '/problems/not-on-roster': 'name',
  '/problems/wrong-personal-code': 'personalCode',
};

/** The fields that the lab server now turns out to need. */
export function askedFor({ type, errors = [] }: Problem): JoinField[] {
  if (type === '/problems/name-taken') return ['personalCode'];
  if (type !== '/problems/invalid-fields') return [];
  return errors.some(({ path }) => path === '/code') ? ['code'] : [];
}

/** The errors in the given values, by field. A field that was not asked for before has no error. */
export function complaintsOf(problem: Problem): Map<JoinField, Complaint> {
  const field = ABOUT[problem.type];
  if (field) return new Map([[field, { text: words.join.wrong[field] }]]);
  const asked = askedFor(problem);
  const complaints = new Map<JoinField, Complaint>();
  for (const { path, message } of problem.errors ?? []) {
    const at = joinFields.find((one) => path === `/${one}`);
    if (at && !asked.includes(at)) complaints.set(at, { text: message, language: 'en' });
  }
  return complaints;
}
