import { expect, test } from 'vitest';
import { negationsOf } from './negation.ts';

/** How often each of some words of a clause is negated. */
const count = (clause: string, ...words: string[]) =>
  negationsOf(
    clause,
    words.map((word) => ({ start: clause.indexOf(word), end: clause.indexOf(word) + word.length })),
  );

test.each([
  ['no nat', 1],
  ['without nat', 1],
  ['it avoids nat', 1],
  ['it does not need nat', 1],
  ['nat is not needed', 1],
  ['nat is obsolete', 1],
  ['makes obsolete all nat', 1],
  ['you no longer need nat', 1],
  ['nat is needed no more', 1],
  ['you can not avoid nat', 2],
  ['not without nat', 2],
  ['nat', 0],
  ['it needs nat', 0],
])('%s: %i', (clause, times) => {
  expect(count(clause, 'nat')).toEqual([times]);
});

test('a negation binds to the nearest thing behind it', () => {
  expect(count('own address without nat', 'own address', 'nat')).toEqual([0, 1]);
  expect(count('no nat with own address', 'nat', 'own address')).toEqual([1, 0]);
});
