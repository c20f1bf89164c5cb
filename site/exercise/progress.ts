import type { Exercise } from '../../protocol/exercise.ts';
import { gateOf } from '../class/gate.ts';
import type { ExamPhase } from '../class/times.ts';

/** How far a learner is with an exercise. `kept`: answered, and what came of it is not shown yet. */
export type Progress = 'done' | 'begun' | 'open' | 'closed' | 'kept';

export function progressOf(exercise: Exercise, exam: ExamPhase | undefined): Progress {
  const { standing, hints, start, points } = exercise;
  if (standing?.held) return 'kept';
  if (standing?.override ? standing.points >= points : standing?.status === 'correct') return 'done';
  if (gateOf(exercise, exam) !== 'open') return 'closed';
  const isBegun = (standing?.attempts ?? 0) > 0 || hints.opened.length > 0 || start === 'made';
  return isBegun ? 'begun' : 'open';
}

/** Whether there is something to do: it takes an answer, and is not done. */
export const isDue = (exercise: Exercise, exam: ExamPhase | undefined): boolean =>
  ['begun', 'open'].includes(progressOf(exercise, exam));
