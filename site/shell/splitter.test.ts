import { expect, test } from 'vitest';
import { shareAfter, shareAt } from './splitter.ts';

test('the share is the part right of the pointer, within bounds that keep both sides usable', () => {
  expect(shareAt(600, 1000)).toBe(40);
  expect(shareAt(10, 1000)).toBe(75);
  expect(shareAt(990, 1000)).toBe(25);
});

test('arrows move the edge their way, Home and End go to the bounds', () => {
  expect(shareAfter('ArrowLeft', 50)).toBe(52);
  expect(shareAfter('ArrowRight', 50)).toBe(48);
  expect(shareAfter('ArrowRight', 25)).toBe(25);
  expect(shareAfter('Home', 50)).toBe(25);
  expect(shareAfter('End', 50)).toBe(75);
});

test('other keys are left alone', () => {
  expect(shareAfter('Tab', 50)).toBeUndefined();
});
