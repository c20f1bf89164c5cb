import { expect, test } from 'vitest';
import type { Attempt } from '../../protocol/attempt.ts';
import type { Finding } from '../../protocol/verdict.ts';
import type { Look } from '../../protocol/watch.ts';
import { isOutdated } from './outdated.ts';

const missing: Finding = { id: 'bridge', tone: 'wrong', text: 'There is no bridge br-lab.', evidence: [] };
const there: Finding = { ...missing, tone: 'right', text: 'br-lab is there.' };
const attempt: Attempt = {
  id: 1,
  exercise: 'own-bridge',
  answer: {},
  verdict: { status: 'incorrect', score: 0, findings: [missing] },
  points: 0,
  deducted: 0,
  late: 0,
  held: false,
  review: null,
  seed: 'lesson',
  counted: true,
  at: '2026-11-29T10:00:05.000Z',
  dispute: null,
};
const look = (changed: Partial<Look>): Look => ({
  at: '2026-11-29T10:00:09.000Z',
  status: 'partial',
  findings: [there],
  ...changed,
});

test('a verdict is left behind once a later look has seen something else', () => {
  expect(isOutdated(attempt, look({}))).toBe(true);
  expect(isOutdated(attempt, look({ status: 'incorrect', findings: [missing] }))).toBe(false);
});

test('an earlier look, none, or one that could not see leave a verdict as it is', () => {
  expect(isOutdated(attempt, null)).toBe(false);
  expect(isOutdated(attempt, look({ at: '2026-11-29T10:00:01.000Z' }))).toBe(false);
  expect(isOutdated(attempt, look({ status: 'error' }))).toBe(false);
  expect(isOutdated({ ...attempt, held: true }, look({}))).toBe(false);
});
