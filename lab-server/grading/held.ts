import type { Attempt } from '../../protocol/attempt.ts';
import type { Standing } from '../../protocol/exercise.ts';
import type { Verdict } from '../../protocol/verdict.ts';
import type { KeptAttempt } from '../store/attempts.ts';

/** The verdict that replaces every verdict held back. */
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

/** An attempt of an exam as its learner may see it. It says that the attempt was made, and not how it was marked. */
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
