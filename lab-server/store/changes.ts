import { EventEmitter } from 'node:events';
import type { Attempt } from '../../protocol/attempt.ts';
import type { HostStatus } from '../../protocol/host.ts';
import type { VerdictStatus } from '../../protocol/verdict.ts';
import type { KeptClass } from './classes.ts';
import type { Learner } from './learners.ts';

/** The kinds of change, each with the data that is told of it. A learner is named by their id. */
interface Kinds {
  /** A learner has an exercise before them. */
  here: [learner: string, exercise: string];
  /** A new attempt is on disk. It is told as its learner may see it. */
  attempt: [learner: string, attempt: Attempt];
  /** An answer was judged. Tells the seconds that this took, without the wait for its turn. */
  checked: [learner: string, exercise: string, status: VerdictStatus, seconds: number];
  /** Marks, disputes, hints, notes, or the permission to open something. */
  marks: [learner: string];
  /** A hand, a message, or the instructors who look on or may type. */
  help: [learner: string];
  /** Pages or terminals were opened or closed. */
  presence: [learner: string];
  /** Somebody typed into a terminal of the learner's. It is told once in a few seconds. */
  typed: [learner: string];
  host: [learner: string, status: HostStatus];
  /** A learner came, left, or goes by something else. */
  learner: [now: Learner, before: Learner];
  class: [now: KeptClass, before: KeptClass];
  /** Learners were added to a class's roster: its id. */
  roster: [group: string];
  /** An LMS has a column that points of a class go into: the class's id. */
  columns: [group: string];
  /** A class's audit log has a new entry: the class's id. */
  audit: [group: string];
  /** Somebody may do less than before: they were removed, signed out, given another code. */
  rights: [];
}

/** Each change is announced here, once. The listeners know whom it concerns (classes/telling.ts first of all). */
export class Changes extends EventEmitter<Kinds> {}
