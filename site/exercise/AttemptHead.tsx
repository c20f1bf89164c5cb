import { type Attempt, earnedBy, takenFrom } from '../../protocol/attempt.ts';
import { words } from '../words/now.ts';
import { heldSign, statusSign } from './answer/signs.ts';
import { Less } from './Less.tsx';
import { statusWord } from './status-word.ts';

/**
 * The verdict on an attempt in a line, with its points or the note that it does not count. While the verdict is held back, the line says only
 * that the answer was given.
 */
export function AttemptHead({ attempt, points }: { attempt: Attempt; points: number }) {
  const { verdict, held, counted, late } = attempt;
  const { pointsOf, notCounted } = words.exercise;
  return (
    <p class="verdict-head">
      <span class="verdict-sign" aria-hidden="true">
        {held ? heldSign : statusSign[verdict.status]}
      </span>
      <strong>{held ? words.exercise.held : statusWord(verdict.status)}</strong>
      {!held && (
        <span class="verdict-points">
          {counted ? pointsOf(earnedBy(attempt), points) : notCounted}
          <Less taken={takenFrom(attempt)} late={late} />
        </span>
      )}
    </p>
  );
}
