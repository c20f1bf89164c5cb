import { type Attempt, earnedBy, takenFrom } from '../../../protocol/attempt.ts';
import { heldSign, statusSign } from '../../answer/signs.ts';
import { words } from '../../words/now.ts';
import { Less } from './Less.tsx';

/** The verdict on an attempt in a line, with its points or that it does not count; or only that it was given, while that is held back. */
export function AttemptHead({ attempt, points }: { attempt: Attempt; points: number }) {
  const { verdict, held, counted, late } = attempt;
  const { pointsOf, notCounted, status } = words.exercise;
  return (
    <p class="verdict-head">
      <span class="verdict-sign" aria-hidden="true">
        {held ? heldSign : statusSign[verdict.status]}
      </span>
      <strong>{held ? words.exercise.held : status[verdict.status]}</strong>
      {!held && (
        <span class="verdict-points">
          {counted ? pointsOf(earnedBy(attempt), points) : notCounted}
          <Less taken={takenFrom(attempt)} late={late} />
        </span>
      )}
    </p>
  );
}
