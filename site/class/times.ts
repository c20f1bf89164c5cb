import type { Exam } from '../../protocol/class.ts';

/** Seconds left, never below 0. @param now in ms of the lab server's clock. */
export const secondsLeft = (until: string, now: number): number =>
  Math.max(0, Math.ceil((Date.parse(until) - now) / 1_000));

/** Seconds as 4:05, with hours if there are any: 1:04:05. */
export function asClock(seconds: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60];
  const rest = two(seconds % 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`;
}

/** The phase of an exam. Answers are taken during it, whether or not its results are shown by then. */
export type ExamPhase = 'before' | 'during' | 'after';

export function phaseOf({ from, until }: Pick<Exam, 'from' | 'until'>, now: number): ExamPhase {
  if (now < Date.parse(from)) return 'before';
  return now < Date.parse(until) ? 'during' : 'after';
}
