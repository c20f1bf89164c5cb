import { type Attempt, earnedBy, takenFrom } from '../../protocol/attempt.ts';
import type { GradingPolicy } from '../../protocol/class.ts';
import type { Standing } from '../../protocol/exercise.ts';
import { toTenths } from '../../protocol/points.ts';

/** The part of an attempt that a standing depends on. */
type Standable = Pick<Attempt, 'verdict' | 'points' | 'deducted' | 'late' | 'counted' | 'held'>;

/**
 * The attempt that stands for one exercise. It is either the one that earned most (of equals the one with the higher score, then the newest),
 * or the last. `attempts` is newest first. null when none counted and nothing was given instead.
 */
export function standingOf<A extends Standable>(
  attempts: readonly A[],
  counts: GradingPolicy['counts'] = 'best',
  override: { points: number; comment: string } | null = null,
): Standing | null {
  const counted = attempts.filter((attempt) => attempt.counted);
  const best = standing(counted, counts);
  if (!best) return override && given(override);
  return {
    status: best.verdict.status,
    score: best.verdict.score,
    points: override?.points ?? earnedBy(best),
    taken: takenFrom(best),
    late: Math.min(best.late, Math.max(0, best.points - best.deducted)),
    attempts: counted.length,
    held: best.held,
    override: override && { points: override.points, comment: override.comment },
  };
}

/** The attempt that stands, of those that counted, newest first. */
export function standing<A extends Standable>(
  counted: readonly A[],
  counts: GradingPolicy['counts'],
): A | undefined {
  const [newest, ...older] = counted;
  if (!newest || counts === 'last') return newest;
  return older.reduce((a, b) => (isBetter(b, a) ? b : a), newest);
}

function isBetter(one: Standable, other: Standable): boolean {
  const more = earnedBy(one) - earnedBy(other);
  return more > 0 || (more === 0 && one.verdict.score > other.verdict.score);
}

/** Points without an attempt. */
function given({ points, comment }: { points: number; comment: string }): Standing {
  const status = points > 0 ? ('partial' as const) : ('incorrect' as const);
  return {
    status,
    score: 0,
    points,
    taken: 0,
    late: 0,
    attempts: 0,
    held: false,
    override: { points, comment },
  };
}

/** A score from 0 to 1 as points of an exercise, to one decimal. */
export function pointsFor(score: number, points: number): number {
  return toTenths(score * points);
}
