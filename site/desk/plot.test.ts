import { expect, test } from 'vitest';
import { bins, marks, median, stepFor, tally } from './plot.ts';

const counts = (list: { count: number }[]) => list.map(({ count }) => count).join(' ');

test('each point has a bar of its own while there are few', () => {
  const list = bins([0, 0.5, 1, 3, 6], 6);
  expect(list.map(({ from, to }) => `${from}-${to}`)).toEqual(['0-1', '1-2', '2-3', '3-4', '4-5', '5-6']);
  expect(counts(list)).toBe('2 1 0 1 0 1');
});

test('and half a point where there are very few', () => {
  expect(counts(bins([0.4, 0.5, 2], 2))).toBe('1 1 0 1');
});

test('many points share bars of a round width, and nobody is left out or counted twice', () => {
  const values = Array.from({ length: 100 }, (_, at) => at);
  const list = bins(values, 99);
  expect(list).toHaveLength(10);
  expect(list[1]).toEqual({ from: 10, to: 20, count: 10 });
  expect(list.reduce((sum, { count }) => sum + count, 0)).toBe(100);
});

test('points above what is possible, set by hand, have their place too', () => {
  expect(counts(bins([6], 5))).toBe('0 0 0 0 0 1');
});

test('a bar without learners has the count 0', () => {
  expect(counts(bins([], 0))).toBe('0');
  expect(median([])).toBeUndefined();
});

test('attempts are counted one by one, and more than ten together', () => {
  expect(counts(tally([1, 1, 3]))).toBe('2 0 1');
  expect(tally([1, 10, 11, 40]).at(-1)).toEqual({ from: 10, to: 10, count: 3 });
});

test('the median is the middle one, or lies between the two in the middle', () => {
  expect(median([1, 2, 9])).toBe(2);
  expect(median([1, 2, 4, 9])).toBe(3);
});

test.each([
  [0, [0, 1]],
  [3, [0, 1, 2, 3]],
  [7, [0, 2, 4, 6, 8]],
  [24, [0, 5, 10, 15, 20, 25]],
])('an axis up to %i is marked at %j', (end, at) => {
  expect(marks(end)).toEqual(at);
});

test('a step is a round number', () => {
  expect([3, 18, 40, 180].map((end) => stepFor(end, 10))).toEqual([1, 2, 5, 20]);
});
