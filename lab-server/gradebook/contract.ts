import type { Grades } from '../../protocol/desk/grades.ts';

/** What leaves: the grades of a class as they are at this moment. */
export interface GradeSheet extends Grades {
  class: { id: string; name: string };
  /** ISO 8601 */
  at: string;
}

/** What came of sending a sheet. */
export interface Sent {
  /** Learners whose grades arrived. */
  sent: number;
  refused: { name: string; why: string }[];
  /** Where they are now, in words for the instructor. */
  where: string;
}

/**
 * Where grades can go: the one way they leave by. A file format or a standard such as LTI 1.3 is one file in this folder and one line in
 * `gradebooks.ts`; grading knows none of them.
 */
export interface Gradebook {
  id: string;
  title: string;
  /** @throws Error with words for the instructor when nothing arrived. */
  send(sheet: GradeSheet): Promise<Sent>;
}
