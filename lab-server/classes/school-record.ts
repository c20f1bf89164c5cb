import type { SchoolRecord } from '../../protocol/desk/roster.ts';
import { plainName } from './names.ts';

/** A learner as a list has them. */
export interface ListedLearner extends SchoolRecord {
  name: string;
}

/** What tells learners apart, the surest first. */
const KEYS = ['externalId', 'platformId', 'email', 'login'] as const;
export const DETAILS = [...KEYS, 'section', 'familyName'] as const;

/**
 * Whether two are one learner: by the first of number, e-mail and the like that both have, otherwise by name. Two of one name with different
 * numbers are two learners.
 */
export function isSame(a: ListedLearner, b: ListedLearner): boolean {
  for (const key of KEYS) {
    const [one, other] = [a[key], b[key]];
    if (one !== null && other !== null) return one.toLowerCase() === other.toLowerCase();
  }
  return plainName(a.name) === plainName(b.name);
}

/** Whether two names have a word in common, as before and after a marriage. A number that both have may be a running one, or mistyped. */
export function shareAWord(a: string, b: string): boolean {
  const words = new Set(wordsOf(a));
  return wordsOf(b).some((word) => words.has(word));
}

const wordsOf = (name: string): string[] => plainName(name).match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];

/** What one says of a learner and the other does not. */
export function moreThan(known: SchoolRecord, other: SchoolRecord): Partial<SchoolRecord> {
  const more = DETAILS.filter((key) => known[key] === null && other[key] !== null);
  return Object.fromEntries(more.map((key) => [key, other[key]]));
}

/** The parts that are known. */
export function written(school: SchoolRecord): Partial<SchoolRecord> {
  return Object.fromEntries(DETAILS.flatMap((key) => (school[key] === null ? [] : [[key, school[key]]])));
}
