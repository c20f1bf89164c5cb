import { expect, test } from 'vitest';
import { countdown, fromLocal, minutesSince, toLocal } from './spans.ts';

const now = Date.parse('2026-11-02T09:00:00.000Z');

test.each([
  ['2026-11-02T09:00:05.000Z', '0:05'],
  ['2026-11-02T09:04:05.000Z', '4:05'],
  ['2026-11-02T10:04:05.000Z', '1:04:05'],
  ['2026-11-02T08:59:00.000Z', '0:00'],
])('until %s there are %s', (until, left) => {
  expect(countdown(until, now)).toBe(left);
});

test('minutes are whole ones, and none when the clocks differ', () => {
  expect(minutesSince('2026-11-02T08:57:01.000Z', now)).toBe(2);
  expect(minutesSince('2026-11-02T09:00:09.000Z', now)).toBe(0);
});

test('a moment goes to the field of a form and back', () => {
  expect(fromLocal(toLocal('2026-11-02T09:30:00.000Z'))).toBe('2026-11-02T09:30:00.000Z');
  expect(toLocal(null)).toBe('');
  expect(fromLocal('')).toBeNull();
});
