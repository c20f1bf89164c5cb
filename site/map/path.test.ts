import { expect, test } from 'vitest';
import { roundedPath } from './path.ts';

test('a straight line is one, and a corner is round', () => {
  expect(
    roundedPath([
      { x: 0, y: 0 },
      { x: 0, y: 50 },
    ]),
  ).toBe('M0 0L0 50');
  expect(
    roundedPath([
      { x: 0, y: 0 },
      { x: 0, y: 50 },
      { x: 40, y: 50 },
    ]),
  ).toBe('M0 0L0 41Q0 50 9 50L40 50');
});

test('a corner is no rounder than its sides are long', () => {
  expect(
    roundedPath([
      { x: 0, y: 0 },
      { x: 0, y: 4 },
      { x: 40, y: 4 },
    ]),
  ).toBe('M0 0L0 2Q0 4 2 4L40 4');
});
