import { expect, test } from 'vitest';
import { ranges } from './ranges.ts';

test.each([
  [[], ''],
  [[3], '3'],
  [[2, 3], '2, 3'],
  [[1, 2, 3, 5, 7, 8, 9], '1–3, 5, 7–9'],
])('%j is %j', (numbers, text) => {
  expect(ranges(numbers)).toBe(text);
});
