import { expect, test } from 'vitest';
import type { Exercise, Standing } from '../../protocol/exercise.ts';
import { progressOf } from './progress.ts';

const fresh: Exercise = {
  id: 'own-bridge',
  number: 6,
  title: 'A bridge of your own',
  chapter: '04-two-bridges',
  points: 3,
  closed: false,
  attemptsLeft: null,
  answer: {},
  form: {},
  hints: { total: 2, opened: [], cost: 0 },
  revealAfter: 3,
  solution: { rule: 'after-attempts', open: false },
  start: 'none',
  fits: true,
  watch: true,
  standing: null,
};
const standing: Standing = {
  status: 'partial',
  score: 0.5,
  points: 1.5,
  taken: 0,
  late: 0,
  attempts: 1,
  held: false,
  override: null,
};
const progress = (changed: Partial<Exercise>) => progressOf({ ...fresh, ...changed }, undefined);

test('an exercise is open, begun, done or closed', () => {
  expect(progress({})).toBe('open');
  expect(progress({ standing })).toBe('begun');
  expect(progress({ hints: { ...fresh.hints, opened: ['Look there.'] } })).toBe('begun');
  expect(progress({ start: 'made' })).toBe('begun');
  expect(progress({ standing: { ...standing, status: 'correct' } })).toBe('done');
  expect(progress({ closed: true })).toBe('closed');
  expect(progress({ closed: true, standing: { ...standing, status: 'correct' } })).toBe('done');
  expect(progress({ fits: false })).toBe('closed');
});

test('what is held back says no more than that it was answered, and an instructor’s points count', () => {
  expect(progress({ standing: { ...standing, status: 'correct', held: true } })).toBe('kept');
  const override = { points: 3, comment: 'Shown at my desk.' };
  expect(progress({ standing: { ...standing, points: 3, override } })).toBe('done');
});
