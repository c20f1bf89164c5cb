import { expect, test } from 'vitest';
import { type Concept, readConcepts } from './concepts.ts';

const concepts: Concept[] = [
  { id: 'address', says: '', signs: [{ words: /\bown address\b/ }] },
  { id: 'nat', says: '', signs: [{ words: /\bnat\b/, absent: true }] },
];
const read = (sentence: string) => {
  const { stated, denied, doubtful } = readConcepts(sentence, concepts);
  return { stated: [...stated], denied: [...denied], doubtful };
};

test('finds what is stated, and what is denied', () => {
  expect(read('Its own address, without NAT.')).toEqual({
    stated: ['address', 'nat'],
    denied: [],
    doubtful: false,
  });
  expect(read('No own address; it needs NAT.')).toEqual({
    stated: [],
    denied: ['address', 'nat'],
    doubtful: false,
  });
});

test('a thing whose absence counts is neither stated nor denied by being named', () => {
  expect(read('NAT was the talk of the day.')).toEqual({ stated: [], denied: [], doubtful: false });
});

test('what is said of IPv4 counts for nothing', () => {
  expect(read('IPv4 needs NAT.').denied).toEqual([]);
});

test('doubt and questions are noticed, and so are too many negations', () => {
  expect(read('Perhaps its own address').doubtful).toBe(true);
  expect(read('Its own address?').doubtful).toBe(true);
  expect(read('It is not true that you can not do without NAT').doubtful).toBe(true);
});
