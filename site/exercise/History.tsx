import type { Attempt } from '../../protocol/attempt.ts';
import { words } from '../words/now.ts';
import type { Field } from './answer/fields.ts';
import { PastAttempt } from './PastAttempt.tsx';

interface Props {
  /** Newest first. */
  attempts: Attempt[];
  fields: Field[] | undefined;
  points: number;
  onDisputed: (attempt: Attempt) => void;
}

/** The attempts before the newest, folded away. */
export function History({ attempts, fields, points, onDisputed }: Props) {
  return (
    <details class="history">
      <summary>{words.exercise.earlier(attempts.length)}</summary>
      <ol>
        {attempts.map((attempt) => (
          <li key={attempt.id}>
            <PastAttempt attempt={attempt} fields={fields} points={points} onDisputed={onDisputed} />
          </li>
        ))}
      </ol>
    </details>
  );
}
