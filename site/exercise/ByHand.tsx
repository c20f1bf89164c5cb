import type { Attempt } from '../../protocol/attempt.ts';
import type { Exercise } from '../../protocol/exercise.ts';
import { dayAndTime } from '../words/format.ts';
import { words } from '../words/now.ts';

/** The points that an instructor gave for an attempt, and why. */
export function Review({ review, points }: { review: Attempt['review']; points: number }) {
  if (!review) return null;
  const { by, at, comment } = review;
  return (
    <div class="by-hand">
      <p>
        <strong>{words.exercise.reviewed(by, words.exercise.pointsOf(review.points, points))}</strong>{' '}
        <time dateTime={at}>{dayAndTime(at)}</time>
      </p>
      <blockquote>{comment}</blockquote>
    </div>
  );
}

/** The points that an instructor gave for the whole exercise, whatever its attempts have, and why. */
export function Override({ exercise: { standing, points } }: { exercise: Exercise }) {
  if (!standing?.override) return null;
  const { override } = standing;
  return (
    <div class="by-hand">
      <p>
        <strong>{words.exercise.setByHand(words.exercise.pointsOf(override.points, points))}</strong>
      </p>
      <blockquote>{override.comment}</blockquote>
    </div>
  );
}
