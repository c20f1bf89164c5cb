import type { Attempt } from '../../protocol/attempt.ts';
import type { Standing } from '../../protocol/exercise.ts';
import type { Verdict } from '../../protocol/verdict.ts';
import type { KeptAttempt } from '../store/attempts.ts';

/** What stands in place of every verdict that is held back. */
const verdict: Verdict = {
  status: 'needs-review',
  score: 0,
  findings: [
    {
      id: 'held-back',
      tone: 'note',
      text: 'Your answer is kept. What came of it is shown once your instructor releases it.',
      evidence: [],
    },
  ],
};

/** An attempt of an exam as its learner may see it: that it was made, and nothing of what came of it. */
export function heldBack({ id, exercise, answer, seed, at }: KeptAttempt): Attempt {
  const nothing = { points: 0, deducted: 0, late: 0, review: null, dispute: null };
  return { id, exercise, answer, seed, at, verdict, ...nothing, held: true, counted: true };
}

export function heldStanding(held: readonly unknown[]): Standing {
  const { status, score } = verdict;
  return {
    status,
    score,
    points: 0,
    taken: 0,
    late: 0,
    attempts: held.length,
    held: true,
    override: null,
  };
}
