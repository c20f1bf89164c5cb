import type { Verdict } from '../../protocol/verdict.ts';

/**
 * A verdict as its learner may see it: without answers (`reveal`) and evidence, unless it is correct or the learner has
 * made the `revealAfter` counted attempts after which the exercise tells.
 */
export function forLearner(verdict: Verdict, countedAttempts: number, revealAfter: number): Verdict {
  if (verdict.status === 'correct' || countedAttempts >= revealAfter) return verdict;
  return {
    ...verdict,
    findings: verdict.findings.map(({ id, tone, text }) => ({ id, tone, text, evidence: [] })),
  };
}
