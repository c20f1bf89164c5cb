import type { Attempt } from '../../protocol/attempt.ts';
import type { Standing } from '../../protocol/exercise.ts';

/** The best counted attempt of one exercise, the newest of equals; null when none counted. `attempts` is newest first. */
export function standingOf(attempts: readonly Attempt[]): Standing | null {
  const counted = attempts.filter((attempt) => attempt.counted);
  const [newest, ...older] = counted;
  if (!newest) return null;
  const best = older.reduce((a, b) => (b.verdict.score > a.verdict.score ? b : a), newest);
  return {
    status: best.verdict.status,
    score: best.verdict.score,
    points: best.points,
    attempts: counted.length,
  };
}

/** A score from 0 to 1 as points of an exercise, to one decimal. */
export function pointsFor(score: number, points: number): number {
  return Math.round(score * points * 10) / 10;
}
