import { type Attempt, earnedBy, takenFrom } from '../../../protocol/attempt.ts';
import { statusSign } from '../../answer/signs.ts';
import { words } from '../../words/now.ts';

/** The verdict on an attempt in a line, with its points or that it does not count. */
export function AttemptHead({ attempt, points }: { attempt: Attempt; points: number }) {
  const { status } = attempt.verdict;
  const taken = takenFrom(attempt);
  return (
    <p class="verdict-head">
      <span class="verdict-sign" aria-hidden="true">
        {statusSign[status]}
      </span>
      <strong>{words.exercise.status[status]}</strong>
      <span class="verdict-points">
        {attempt.counted ? words.exercise.pointsOf(earnedBy(attempt), points) : words.exercise.notCounted}
        {taken > 0 && <span class="taken"> {words.exercise.taken(taken)}</span>}
      </span>
    </p>
  );
}
