import { expect, test } from 'vitest';
import { RoundTrip } from './round-trip.ts';

/** Whether it is far after each of these measurements. */
const far = (measured: number[]) => {
  const way = new RoundTrip();
  return measured.map((ms) => {
    way.take(ms);
    return way.isFar;
  });
};

test('it is far above 60 ms, and stays so until it is below 40 ms', () => {
  expect(far([59, 61])).toEqual([false, false]);
  expect(far([61, 45, 45, 45])).toEqual([true, true, true, true]);
  expect(far([61, ...Array(40).fill(39)]).at(-1)).toBe(false);
});

test('one late answer makes nothing far', () => {
  expect(far([5, 5, 300, 5])).toEqual([false, false, false, false]);
});
