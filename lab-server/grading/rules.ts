import type { ClassSettings } from '../../protocol/class.ts';
import { Refused } from '../common/refused.ts';
import { isExam } from './exam.ts';
import { lateBy } from './late.ts';
import type { MarkedAttempt } from './marks.ts';

interface Asked {
  settings: ClassSettings | undefined;
  exercise: { id: string; title: string };
  /** The attempts at this exercise that count. */
  attempts: readonly MarkedAttempt[];
  now: string;
}

/** Whether the class takes an answer now. @throws Refused */
export function requireOpen({ settings, exercise, attempts, now }: Asked): void {
  if (!settings) return;
  requireExerciseOpen(settings, exercise);
  const { exam, grading } = settings;
  if (exam && Date.parse(now) < Date.parse(exam.from)) {
    throw new Refused(
      'exam-closed',
      `The exam begins on ${inWords(exam.from)}; answers are taken from then on.`,
    );
  }
  if (exam && Date.parse(now) >= Date.parse(exam.until)) {
    throw new Refused('exam-closed', `The exam ended on ${inWords(exam.until)}; it takes no more answers.`);
  }
  if (attemptsLeft(settings, attempts) === 0) {
    const detail = `The exam gives ${exam?.attempts} at each exercise; your last answer stands.`;
    throw new Refused('no-attempts-left', detail);
  }
  if (grading.late.kind === 'refused' && lateBy(now, grading) > 0) {
    throw new Refused('too-late', `Answers were due by ${inWords(grading.due ?? now)}; ask your instructor.`);
  }
}

/** A time in the machine's time zone, which is that of the room: 26 Nov 2026, 10:30. */
function inWords(time: string): string {
  return new Date(time).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
}

/** @throws Refused */
export function requireExerciseOpen(settings: ClassSettings | undefined, exercise: Asked['exercise']): void {
  if (!isClosed(settings, exercise.id)) return;
  const detail = `Your instructor has closed “${exercise.title}” for now; what you have earned stays.`;
  throw new Refused('exercise-closed', detail);
}

/** In an exam there is no help. @throws Refused */
export function requireNoExam(settings: ClassSettings | undefined, what: string): void {
  if (!isExam(settings?.exam)) return;
  throw new Refused('not-in-exam', `${what} not available during an exam.`);
}

export function isClosed(settings: ClassSettings | undefined, exercise: string): boolean {
  return settings?.closedExercises.includes(exercise) ?? false;
}

/** null: as many as the learner likes. Attempts from before the exam don't count towards it. */
export function attemptsLeft(
  settings: ClassSettings | undefined,
  attempts: readonly MarkedAttempt[],
): number | null {
  const exam = settings?.exam;
  if (exam?.attempts == null) return null;
  const from = Date.parse(exam.from);
  const used = attempts.filter(({ counted, at }) => counted && Date.parse(at) >= from).length;
  return Math.max(0, exam.attempts - used);
}
