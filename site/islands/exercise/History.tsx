import type { Attempt } from '../../../protocol/attempt.ts';
import { VerdictView } from './VerdictView.tsx';

const clock = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** Attempts before the newest, folded away. */
export function History({ attempts, points }: { attempts: Attempt[]; points: number }) {
  return (
    <details class="history">
      <summary>{attempts.length === 1 ? '1 attempt before' : `${attempts.length} attempts before`}</summary>
      <ol>
        {attempts.map((attempt) => (
          <li key={attempt.id}>
            <time dateTime={attempt.at}>{clock.format(new Date(attempt.at))}</time>
            <VerdictView attempt={attempt} points={points} />
          </li>
        ))}
      </ol>
    </details>
  );
}
