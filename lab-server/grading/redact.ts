import type { Finding, Verdict } from '../../protocol/verdict.ts';

export interface Seen {
  /** Attempts at the exercise that counted by now. */
  counted: number;
  /** After how many of them the exercise tells. */
  revealAfter: number;
  /** Nobody but the learner will look at an answer that the check could not decide on. */
  alone: boolean;
}

/**
 * A verdict as its learner may see it: without answers (`reveal`) and evidence, unless it is correct or the learner has
 * made the `revealAfter` counted attempts after which the exercise tells. Who studies alone is shown at once what an undecided answer is
 * to be compared with, since no instructor will do it.
 */
export function forLearner(verdict: Verdict, { counted, revealAfter, alone }: Seen): Verdict {
  if (verdict.status === 'correct' || counted >= revealAfter) return verdict;
  const compares = alone && verdict.status === 'needs-review';
  return { ...verdict, findings: verdict.findings.map((finding) => bare(finding, compares)) };
}

const bare = ({ id, tone, text, reveal }: Finding, compares: boolean): Finding => ({
  id,
  tone,
  text,
  ...(compares && tone === 'note' && reveal !== undefined ? { reveal } : {}),
  evidence: [],
});
