import type { Exam } from '../../protocol/class.ts';

/** Whether a class sits an exam: from when it is set until its verdicts are released there are no hints, solutions and maps. */
export function isExam(exam: Exam | null | undefined): exam is Exam {
  return exam != null && !exam.released;
}

/** Whether the verdict of an answer given at this time is held back. */
export function isHeld(exam: Exam | null | undefined, at: string): boolean {
  return isExam(exam) && Date.parse(at) >= Date.parse(exam.from) && Date.parse(at) <= Date.parse(exam.until);
}
