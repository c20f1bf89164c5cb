import { expect, test } from 'vitest';
import { are, counted, listed } from './words.ts';

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
