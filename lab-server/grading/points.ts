import type { GradingPolicy } from '../../protocol/class.ts';
import type { Exercise } from '../../protocol/exercise.ts';

/** The part of an exercise that its marks depend on. */
export type Marked = Pick<Exercise, 'id' | 'points'>;

/** The points of an exercise: those that the class has set for it, or else the course's. */
export function pointsIn(settings: { grading: GradingPolicy } | undefined, { id, points }: Marked): number {
  return settings?.grading.points[id] ?? points;
}
