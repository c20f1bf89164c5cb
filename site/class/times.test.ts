import { expect, test } from 'vitest';
import { asClock, phaseOf, secondsLeft } from './times.ts';

const NOON = Date.parse('2026-11-26T12:00:00Z');
const exam = {
  from: '2026-11-26T12:00:00Z',
  until: '2026-11-26T13:00:00Z',
};

test('a countdown shows a second until it is over', () => {
  expect(secondsLeft('2026-11-26T12:01:00Z', NOON + 100)).toBe(60);
  expect(secondsLeft('2026-11-26T12:01:00Z', NOON + 60_000)).toBe(0);
  expect(secondsLeft('2026-11-26T12:01:00Z', NOON + 90_000)).toBe(0);
});

test.each([
  [0, '0:00'],
  [65, '1:05'],
  [600, '10:00'],
  [3_845, '1:04:05'],
])('%i s read %s', (seconds, read) => {
  expect(asClock(seconds)).toBe(read);
});

test.each([
  [NOON - 1, 'before'],
  [NOON, 'during'],
  [NOON + 3_600_000 - 1, 'during'],
  [NOON + 3_600_000, 'after'],
])('at %i the exam is %s', (now, phase) => {
  expect(phaseOf(exam, now)).toBe(phase);
});
