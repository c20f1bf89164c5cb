import type { SolutionRule } from '../../protocol/solution.ts';
import type { KeptAttempt } from '../store/attempts.ts';

interface Exercise {
  solution: SolutionRule;
  revealAfter: number;
}

/** Whether a learner with these attempts at an exercise may see its solution. */
export function maySeeSolution(
  { solution, revealAfter }: Exercise,
  attempts: readonly KeptAttempt[],
): boolean {
  if (solution === 'never') return false;
  if (attempts.some(({ verdict }) => verdict.status === 'correct')) return true;
  return solution === 'after-attempts' && attempts.filter(({ counted }) => counted).length >= revealAfter;
}
