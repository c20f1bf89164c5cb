import type { DatabaseSync } from 'node:sqlite';
import type { InstructorHostKind } from '../../protocol/desk/instructor-host.ts';

/** What an instructor's own lab host was made after. */
export interface KeptInstructorHost {
  instructor: string;
  class: string;
  learner: string;
  kind: InstructorHostKind;
  at: string;
}

const COLUMNS = 'instructor, class, learner, kind, at';

/** The lab hosts that instructors have, one each. */
export class InstructorHostStore {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  find(instructor: string): KeptInstructorHost | undefined {
    const found = this.#database
      .prepare(`SELECT ${COLUMNS} FROM instructor_hosts WHERE instructor = ?`)
      .get(instructor);
    return found as KeptInstructorHost | undefined;
  }

  set({ instructor, class: group, learner, kind, at }: KeptInstructorHost): void {
    this.#database
      .prepare(`INSERT OR REPLACE INTO instructor_hosts (${COLUMNS}) VALUES (?, ?, ?, ?, ?)`)
      .run(instructor, group, learner, kind, at);
  }

  remove(instructor: string): void {
    this.#database.prepare('DELETE FROM instructor_hosts WHERE instructor = ?').run(instructor);
  }
}
