import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clausesOf } from './clauses.ts';

const texts = (sentence: string) => clausesOf(sentence).map(({ text }) => text);

test('a sentence falls into what states one thing each', () => {
  expect(texts('Each has an address, and no NAT is needed.')).toEqual([
    'each has an address',
    'no nat is needed',
  ]);
});

test('what is said of IPv4 is told from what is said of IPv6', () => {
  expect(clausesOf('IPv4 needs NAT, but IP v6 does not')).toEqual([
    { text: 'ipv4 needs nat', about: 4 },
    { text: 'ipv6 does not', about: 6 },
  ]);
});

test('what follows on a clause about IPv4 is about IPv4 too, until a contrast', () => {
  expect(
    clausesOf('IPv4 is scarce, and needs NAT; containers have addresses').map(({ about }) => about),
  ).toEqual([4, 4, 6]);
});

test.each([
  ["can't", 'can not'],
  ['cannot', 'can not'],
  ['won’t', 'will not'],
  ["doesn't", 'does not'],
  ['isnt', 'is not'],
])('%s is written out', (short, long) => {
  expect(texts(`it ${short} do`)).toEqual([`it ${long} do`]);
});

test('"not only" denies nothing', () => {
  expect(texts('not only an address')).toEqual(['an address']);
});

test('a clause is lower case, of words with single spaces', () =>
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (sentence) => {
      for (const { text } of clausesOf(sentence)) {
        expect(text).toBe(text.toLowerCase());
        expect(text).not.toMatch(/^\s|\s\s|\s$/);
      }
    }),
  ));
