import { expect, test } from 'vitest';
import { are, counted, ended, listed } from './words.ts';

test('one and many', () => {
  expect([counted(1, 'port'), counted(2, 'port')]).toEqual(['1 port', '2 ports']);
  expect([are(1), are(0), are(3)]).toEqual(['1 is', '0 are', '3 are']);
});

test('lists read as a sentence', () => {
  expect([listed([]), listed(['a']), listed(['a', 'b']), listed([1, 2, 3])]).toEqual([
    '',
    'a',
    'a and b',
    '1, 2 and 3',
  ]);
});

test('a sentence ends once', () => {
  expect(['It is up', 'It is up.', 'Is it up?'].map(ended)).toEqual(['It is up.', 'It is up.', 'Is it up?']);
});
