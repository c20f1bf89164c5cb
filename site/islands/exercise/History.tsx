import type { Attempt } from '../../../protocol/attempt.ts';
import { dayAndTime } from '../../words/format.ts';
import { words } from '../../words/now.ts';
import { VerdictView } from './VerdictView.tsx';

/** Attempts before the newest, folded away. */
export function History({ attempts, points }: { attempts: Attempt[]; points: number }) {
  return (
    <details class="history">
      <summary>{words.exercise.attemptsBefore(attempts.length)}</summary>
      <ol>
        {attempts.map((attempt) => (
          <li key={attempt.id}>
            <time dateTime={attempt.at}>{dayAndTime(attempt.at)}</time>
            <VerdictView attempt={attempt} points={points} />
          </li>
        ))}
      </ol>
    </details>
  );
}
