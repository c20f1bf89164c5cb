import type { Attempt } from '../../protocol/attempt.ts';
import { host } from '../host/state.ts';
import { dayAndTime } from '../words/format.ts';
import { words } from '../words/now.ts';
import { AttemptHead } from './AttemptHead.tsx';
import type { Field } from './answer/fields.ts';
import { Review } from './ByHand.tsx';
import { Disagree } from './Disagree.tsx';
import { Findings } from './Findings.tsx';
import { Given } from './Given.tsx';

interface Props {
  attempt: Attempt;
  fields: Field[] | undefined;
  points: number;
  onDisputed: (attempt: Attempt) => void;
}

/** An earlier attempt: its time, its answer, its result. The findings are folded away. */
export function PastAttempt({ attempt, fields, points, onDisputed }: Props) {
  const { at, answer, verdict, seed, held, review } = attempt;
  const now = host.value?.seed;
  return (
    <div class="verdict past" data-status={held ? 'held' : verdict.status}>
      <time dateTime={at}>{dayAndTime(at)}</time>
      <AttemptHead attempt={attempt} points={points} />
      <Given answer={answer} fields={fields} />
      {now !== undefined && now !== seed && <p class="past-seed">{words.exercise.otherScenario(seed)}</p>}
      {!held && (
        <details class="past-findings">
          <summary>{words.exercise.found(verdict.findings.length)}</summary>
          <Findings findings={verdict.findings} />
        </details>
      )}
      <Review review={review} points={points} />
      <Disagree attempt={attempt} onDisputed={onDisputed} />
    </div>
  );
}
