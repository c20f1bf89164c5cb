import { expect, test } from 'vitest';
import { gateOf } from './gate.ts';

const free = { closed: false, attemptsLeft: null, fits: true };

test.each([
  [free, undefined, 'open'],
  [free, 'during', 'open'],
  [{ ...free, attemptsLeft: 1 }, 'during', 'open'],
  [{ ...free, attemptsLeft: 0 }, 'during', 'none-left'],
  [free, 'before', 'before-exam'],
  [free, 'after', 'after-exam'],
  [{ ...free, attemptsLeft: 0 }, 'after', 'after-exam'],
  [{ ...free, closed: true }, undefined, 'closed'],
  [{ ...free, closed: true, attemptsLeft: 0 }, 'before', 'closed'],
  [{ ...free, closed: true, fits: false }, undefined, 'other-host'],
] as const)('%o in an exam that is %s: %s', (exercise, exam, gate) => {
  expect(gateOf(exercise, exam)).toBe(gate);
});
