import type { Attempt } from '../../../protocol/attempt.ts';
import { AttemptHead } from './AttemptHead.tsx';
import { Findings } from './Findings.tsx';

/** What the checker says of one attempt. */
export function VerdictView({ attempt, points }: { attempt: Attempt; points: number }) {
  const { status, findings } = attempt.verdict;
  return (
    <div class="verdict" data-status={status}>
      <AttemptHead attempt={attempt} points={points} />
      <Findings findings={findings} />
    </div>
  );
}
