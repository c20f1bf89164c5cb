import type { Exercise } from '../../protocol/exercise.ts';
import type { ExamPhase } from './times.ts';

/** Whether an exercise takes an answer now, or else why not. */
export type Gate = 'open' | 'closed' | 'before-exam' | 'after-exam' | 'none-left' | 'other-host';

/** Decides as the lab server does, so that nobody writes an answer that is refused. */
export function gateOf(
  { closed, attemptsLeft, fits }: Pick<Exercise, 'closed' | 'attemptsLeft' | 'fits'>,
  exam: ExamPhase | undefined,
): Gate {
  if (!fits) return 'other-host';
  if (closed) return 'closed';
  if (exam === 'before') return 'before-exam';
  if (exam === 'after') return 'after-exam';
  return attemptsLeft === 0 ? 'none-left' : 'open';
}
