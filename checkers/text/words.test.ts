import { expect, test } from 'vitest';
import { normalise, wordsOf } from './words.ts';

test.each([
  ["can't", 'can not'],
  ['cannot', 'can not'],
  ['won’t', 'will not'],
  ["doesn't", 'does not'],
  ['isnt', 'is not'],
  ['IP v6', 'ipv6'],
  ["the host's", 'the host'],
  ["n'ont", 'n ont'],
  ['65,535', '65535'],
])('%s is written out', (short, long) => {
  expect(normalise(short, [])).toBe(long);
});

test('a phrase is read as one word', () => {
  const phrases = [[/\bby hand\b/g, '#manual']] as const;
  expect(wordsOf(normalise('typed by hand, twice', phrases))).toEqual(['typed', '#manual', ',', 'twice']);
});
