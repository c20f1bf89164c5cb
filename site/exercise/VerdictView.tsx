import type { Attempt } from '../../protocol/attempt.ts';
import { words } from '../words/now.ts';
import { AttemptHead } from './AttemptHead.tsx';
import { Review } from './ByHand.tsx';
import { Findings } from './Findings.tsx';

/** The checker's verdict on one attempt, and an instructor's words on it. Shows neither while the verdict is held back. */
export function VerdictView({ attempt, points }: { attempt: Attempt; points: number }) {
  const { verdict, held, review } = attempt;
  return (
    <div class="verdict" data-status={held ? 'held' : verdict.status}>
      <AttemptHead attempt={attempt} points={points} />
      {held ? <p>{words.exercise.heldText}</p> : <Findings findings={verdict.findings} />}
      <Review review={review} points={points} />
    </div>
  );
}
