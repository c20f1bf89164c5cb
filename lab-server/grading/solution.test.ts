import { expect, test } from 'vitest';
import type { SolutionRule } from '../../protocol/solution.ts';
import type { KeptAttempt } from '../store/attempts.ts';
import { maySeeSolution } from './solution.ts';

const attempt = (status: KeptAttempt['verdict']['status']): KeptAttempt => ({
  id: 1,
  exercise: 'word',
  answer: {},
  verdict: { status, score: status === 'correct' ? 1 : 0, findings: [] },
  points: 0,
  deducted: 0,
  seed: 'lesson',
  counted: status !== 'error',
  at: '2026-01-02T03:04:05Z',
});
const wrong = attempt('incorrect');
const may = (solution: SolutionRule, ...attempts: KeptAttempt[]) =>
  maySeeSolution({ solution, revealAfter: 2 }, attempts);

test.for<[SolutionRule, boolean[]]>([
  ['never', [false, false, false, false, false]],
  ['after-attempts', [false, false, false, true, true]],
  ['after-correct', [false, false, false, false, true]],
])('%s', ([rule, expected]) => {
  expect([
    may(rule),
    may(rule, wrong),
    may(rule, wrong, attempt('error')),
    may(rule, wrong, attempt('partial')),
    may(rule, attempt('correct')),
  ]).toEqual(expected);
});
