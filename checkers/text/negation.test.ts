import { expect, test } from 'vitest';
import { negationsOf } from './negation.ts';

/** How often each of some tags of a clause is negated. */
const count = (clause: string, ...words: string[]) =>
  negationsOf(
    clause,
    words.map((word) => ({ start: clause.indexOf(word), end: clause.indexOf(word) + word.length })),
  );

test.each([
  ['no nat', 1],
  ['without nat', 1],
  ['avoid nat', 1],
  ['not need nat', 1],
  ['nat not need', 1],
  ['nat gone', 1],
  ['gone each nat', 1],
  ['nat avoid', 1],
  ['not avoid nat', 2],
  ['not without nat', 2],
  ['nat not v6', 0],
  ['nat', 0],
  ['need nat', 0],
])('%s: %i', (clause, times) => {
  expect(count(clause, 'nat')).toEqual([times]);
});

test('a negation binds to the nearest thing after it', () => {
  expect(count('own addr without nat', 'own addr', 'nat')).toEqual([0, 1]);
  expect(count('no nat own addr', 'nat', 'own addr')).toEqual([1, 0]);
});

test('a negation within a thing is that thing’s', () => {
  expect(count('container have no addr without nat', 'have no addr', 'nat')).toEqual([1, 1]);
});
