import type { Attempt } from '../../../protocol/attempt.ts';
import type { Field } from '../../answer/fields.ts';
import { inWords } from '../../answer/in-words.ts';
import { host } from '../../state/host.ts';
import { dayAndTime } from '../../words/format.ts';
import { words } from '../../words/now.ts';
import { AttemptHead } from './AttemptHead.tsx';
import { Disagree } from './Disagree.tsx';
import { Findings } from './Findings.tsx';

interface Props {
  attempt: Attempt;
  fields: Field[];
  points: number;
  onDisputed: (attempt: Attempt) => void;
}

/** An attempt of before: when, what was answered, what came of it; what was found is folded away. */
export function PastAttempt({ attempt, fields, points, onDisputed }: Props) {
  const { at, answer, verdict, seed } = attempt;
  const now = host.value?.seed;
  return (
    <div class="verdict past" data-status={verdict.status}>
      <time dateTime={at}>{dayAndTime(at)}</time>
      <AttemptHead attempt={attempt} points={points} />
      <dl class="past-answer">
        {inWords(answer, fields).map(({ label, values }) => (
          <div key={label}>
            <dt lang="en">{label}</dt>
            <dd lang="en">{values.join(', ') || '–'}</dd>
          </div>
        ))}
      </dl>
      {now !== undefined && now !== seed && <p class="past-seed">{words.exercise.otherScenario(seed)}</p>}
      <details class="past-findings">
        <summary>{words.exercise.found(verdict.findings.length)}</summary>
        <Findings findings={verdict.findings} />
      </details>
      <Disagree attempt={attempt} onDisputed={onDisputed} />
    </div>
  );
}
