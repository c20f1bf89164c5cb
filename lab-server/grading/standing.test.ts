import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { KeptAttempt } from '../store/attempts.ts';
import { pointsFor, standingOf } from './standing.ts';

const attempt = (
  score: number,
  counted = true,
  status: KeptAttempt['verdict']['status'] = 'partial',
  deducted = 0,
): KeptAttempt & { late: number; held: boolean } => ({
  id: 1,
  exercise: 'word',
  answer: {},
  verdict: { status, score, findings: [] },
  points: pointsFor(score, 7),
  deducted,
  late: 0,
  held: false,
  seed: 'lesson',
  counted,
  at: '2026-01-02T03:04:05Z',
});

test('a learner without an attempt that counts has no standing', () => {
  expect(standingOf([])).toBeNull();
  expect(standingOf([attempt(0, false, 'error')])).toBeNull();
});

test('the best attempt stands, the newest of equals, and errors are not counted', () => {
  const newestFirst = [
    attempt(0, false, 'error'),
    attempt(0.5, true, 'needs-review'),
    attempt(0.2),
    attempt(0.5, true, 'partial'),
  ];
  expect(standingOf(newestFirst)).toEqual({
    status: 'needs-review',
    score: 0.5,
    points: 3.5,
    taken: 0,
    late: 0,
    attempts: 3,
    held: false,
    override: null,
  });
});

test('points that hints took are taken off, and an attempt from before they were opened may be the better one', () => {
  const after = attempt(1, true, 'correct', 4);
  expect(standingOf([after])).toMatchObject({ status: 'correct', score: 1, points: 3, taken: 4 });
  expect(standingOf([after, attempt(0.5)])).toMatchObject({ status: 'partial', points: 3.5, taken: 0 });
  expect(standingOf([attempt(0.2, true, 'partial', 5), attempt(0)])).toMatchObject({
    score: 0.2,
    points: 0,
    taken: 1.4,
  });
});

test('another attempt never lowers a standing', () => {
  const attempts = fc.array(
    fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.boolean(), fc.integer({ min: 0, max: 70 })),
    {
      minLength: 1,
    },
  );
  fc.assert(
    fc.property(attempts, (list) => {
      const all = list.map(([score, counted, tenths]) => attempt(score, counted, 'partial', tenths / 10));
      const before = standingOf(all.slice(1))?.points ?? 0;
      expect(standingOf(all)?.points ?? 0).toBeGreaterThanOrEqual(before);
    }),
  );
});

test('points have one decimal, and only a full score earns all of them', () => {
  expect([0, 1 / 3, 0.5, 2 / 3, 1].map((score) => pointsFor(score, 10))).toEqual([0, 3.3, 5, 6.7, 10]);
});
