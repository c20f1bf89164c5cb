import type { Grades } from '../../protocol/desk/grades.ts';

/** The grades of a class as they are at this moment, to be sent. */
export interface GradeSheet extends Grades {
  class: { id: string; name: string };
  /** The name of the class's course. */
  course: string;
  /** ISO 8601 */
  at: string;
}

/** The result of sending a sheet. */
interface Sent {
  /** The number of learners whose grades arrived. */
  sent: number;
  refused: { name: string; why: string }[];
  /** The place where they are now, in words for the instructor. */
  where: string;
}

/**
 * A place to which grades can be sent. Grades leave in no other way. A file format is one file in this folder and one line in `gradebooks.ts`;
 * LMSs are lms/gradebook.ts. Grading knows none of them.
 */
export interface Gradebook {
  id: string;
  title: string;
  /** @throws Error with words for the instructor when nothing arrived. */
  send(sheet: GradeSheet): Promise<Sent>;
}
