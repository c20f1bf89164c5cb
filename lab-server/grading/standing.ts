import { earnedBy, takenFrom } from '../../protocol/attempt.ts';
import type { Standing } from '../../protocol/exercise.ts';
import type { KeptAttempt } from '../store/attempts.ts';

/**
 * The counted attempt of one exercise that earned most, by its score and then the newest of equals; null when none counted.
 * `attempts` is newest first.
 */
export function standingOf(attempts: readonly KeptAttempt[]): Standing | null {
  const counted = attempts.filter((attempt) => attempt.counted);
  const [newest, ...older] = counted;
  if (!newest) return null;
  const best = older.reduce((a, b) => (isBetter(b, a) ? b : a), newest);
  return {
    status: best.verdict.status,
    score: best.verdict.score,
    points: earnedBy(best),
    taken: takenFrom(best),
    attempts: counted.length,
  };
}

function isBetter(one: KeptAttempt, other: KeptAttempt): boolean {
  const more = earnedBy(one) - earnedBy(other);
  return more > 0 || (more === 0 && one.verdict.score > other.verdict.score);
}

/** A score from 0 to 1 as points of an exercise, to one decimal. */
export function pointsFor(score: number, points: number): number {
  return Math.round(score * points * 10) / 10;
}
