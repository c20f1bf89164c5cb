import { expect, test } from 'vitest';
import { Tagger } from './vocabulary.ts';

const tagger = new Tagger({
  english: { container: 'container containers', addr: 'address addresses', auto: 'automat*', in: 'a' },
  french: { addr: 'adresse adresses', have: 'a', each: 'chaque' },
});
const tags = (sentence: string) => tagger.tag(sentence.split(' '));

test.each([
  ['containers', 'container'],
  ['contianers', 'container'],
  ['conainers', 'container'],
  ['adresses', 'addr'],
  ['automatical', 'auto'],
  ['quickly', 'fn'],
  ['continent', 'x'],
  ['128', 'num'],
  ['#nat', 'nat'],
])('%s is %s', (word, tag) => {
  expect(tags(word)).toEqual([tag]);
});

test('a sentence is read in the language that knows most of its words', () => {
  expect(tags('a container address')).toEqual(['in', 'container', 'addr']);
  expect(tags('chaque container a adresse')).toEqual(['each', 'container', 'have', 'addr']);
});
