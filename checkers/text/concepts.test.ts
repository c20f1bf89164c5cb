import { expect, test } from 'vitest';
import { type Concept, readConcepts } from './concepts.ts';
import { Tagger } from './vocabulary.ts';

const tagger = new Tagger({
  english: {
    own: 'own',
    addr: 'address',
    nat: 'nat',
    need: 'needs need needed',
    no: 'no',
    not: 'not',
    without: 'without',
    do: 'is was can do does',
    fn: 'its the it that you true',
    may: 'perhaps',
    v4: 'ipv4',
    v6: 'ipv6',
    contrast: 'but',
  },
});
const concepts: Concept[] = [
  { id: 'nat', says: '', asks: '', hints: /\bnat\b/, signs: [{ tags: /\bnat\b/, absent: true }] },
  { id: 'address', says: '', asks: '', hints: /\baddr\b/, signs: [{ tags: /\bown addr\b/ }] },
];
const read = (sentence: string) => {
  const { stated, denied, doubtful } = readConcepts(sentence, { tagger, phrases: [], concepts });
  return { stated: [...stated].sort(), denied: [...denied].sort(), doubtful };
};

test('finds the concepts that are stated, and those that are denied', () => {
  expect(read('Its own address, no NAT.')).toEqual({
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
  expect(read('It is the NAT.')).toEqual({ stated: [], denied: [], doubtful: true });
});

test('statements about IPv4 count for nothing, but for what they are contrasted with', () => {
  expect(read('IPv4 needs NAT.')).toMatchObject({ stated: [], denied: [] });
  expect(read('IPv4 needs NAT, but IPv6 does not.')).toMatchObject({ stated: ['nat'], denied: [] });
  expect(read('With no NAT is IPv4, but IPv6 is not')).toMatchObject({ denied: ['nat'] });
});

test('what nothing can do without is needed', () => {
  expect(read('Without NAT it can not have its own address')).toMatchObject({
    stated: [],
    denied: ['address'],
  });
});

test('doubt and questions are noticed, and so are strange words and too many negations', () => {
  expect(read('Perhaps its own address').doubtful).toBe(true);
  expect(read('Its own address?').doubtful).toBe(true);
  expect(read('Dogs do not need NAT').doubtful).toBe(true);
  expect(read('It is not true that you can not do without no NAT').doubtful).toBe(true);
});
