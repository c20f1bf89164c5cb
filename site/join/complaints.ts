import type { Problem } from '../../protocol/problem.ts';
import type { Complaint } from '../answer/fields.ts';
import { words } from '../words/now.ts';

/** What the form for joining asks, in the order of the form. */
export const joinFields = ['name', 'code', 'personalCode'] as const;
export type JoinField = (typeof joinFields)[number];

/** Kinds of problem that are about one field, and are said in the page's language. */
const ABOUT: Record<string, JoinField> = {
  '/problems/wrong-code': 'code',
  '/problems/not-on-roster': 'name',
  '/problems/wrong-personal-code': 'personalCode',
};

/** Which fields the lab server does without no more: it did not know before that they are needed. */
export function askedFor({ type, errors = [] }: Problem): JoinField[] {
  if (type === '/problems/name-taken') return ['personalCode'];
  if (type !== '/problems/invalid-fields') return [];
  return errors.some(({ path }) => path === '/code') ? ['code'] : [];
}

/** What is wrong with what was given, by field. A field that was not asked for before has nothing wrong in it. */
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
