import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clausesOf } from './clauses.ts';
import { Tagger } from './vocabulary.ts';

const tagger = new Tagger({
  english: {
    addr: 'address addresses',
    nat: 'nat',
    each: 'each',
    have: 'has have',
    need: 'needs needed need',
    not: 'not',
    no: 'no',
    do: 'is does are',
    in: 'in of',
    v4: 'ipv4',
    v6: 'ipv6',
    contrast: 'but',
    link: 'because',
    and: 'and',
  },
});
const clauses = (sentence: string) => clausesOf(sentence, tagger, []);
const tags = (sentence: string) => clauses(sentence).map(({ tags }) => tags);

test('a sentence falls into clauses that state one thing each', () => {
  expect(tags('Each has an address, and no NAT is needed.')).toEqual(['each have x addr', 'no nat need']);
  expect(tags('each has address and NAT is needed')).toEqual(['each have addr', 'nat need']);
});

test('two things of which one thing is said stay together', () => {
  expect(tags('NAT and addresses are needed')).toEqual(['nat addr need']);
});

test('statements about IPv4 are told from statements about IPv6', () => {
  expect(clauses('IPv4 needs NAT, but IP v6 does not')).toMatchObject([
    { tags: 'need nat', about: 4 },
    { tags: 'not', about: 6 },
  ]);
});

test('clauses after one about IPv4 are about IPv4 too, until a contrast', () => {
  expect(clauses('IPv4 is scarce, needs NAT; each has an address').map(({ about }) => about)).toEqual([
    4, 4, 6,
  ]);
});

test('a strange word counts, unless it says where something is', () => {
  expect(clauses('each dog has address')[0]?.strange).toBe(1);
  expect(clauses('each has address in Berlin')[0]?.strange).toBe(0);
  expect(clauses('no NAT in Berlin')[0]?.strange).toBe(1);
});

test('words in a heap are told from a statement', () => {
  expect(clauses('nat address nat address each')[0]?.isHeap).toBe(true);
  expect(clauses('nat nat nat')[0]?.isHeap).toBe(true);
  expect(clauses('each has an address')[0]?.isHeap).toBe(false);
});

test('tags are words with single spaces', () =>
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (sentence) => {
      for (const clause of clauses(sentence)) expect(clause.tags).not.toMatch(/^\s|\s\s|\s$/);
    }),
  ));
