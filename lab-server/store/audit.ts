import type { DatabaseSync } from 'node:sqlite';
import type { AuditEntry } from '../../protocol/desk/grades.ts';

/** Most entries that are read at once. */
const PAGE = 100;

export interface Change {
  class: string;
  /** The id of the instructor who did it. Left out, it was the lab server or a learner. */
  instructor?: string;
  /** Whom it is about. */
  learner?: string;
  /** Such as grade.override. */
  action: string;
  before?: unknown;
  after?: unknown;
}

/** An entry about what an instructor did. */
export interface Deed {
  id: number;
  at: string;
  action: string;
  /** The instructor's name. */
  by: string;
  after: unknown;
}

/** Records who changed what, when, and what was there before. Entries are only ever added. */
export class Audit {
  readonly #onAdd: (group: string) => void;
  readonly #insert;
  readonly #page;
  readonly #redact;
  readonly #mention;
  readonly #byInstructors;

  /** @param onAdd told the class of each new entry. */
  constructor(database: DatabaseSync, onAdd: (group: string) => void) {
    this.#onAdd = onAdd;
    this.#insert = database.prepare(
      'INSERT INTO audit (at, class, instructor, learner, action, before, after) VALUES (?, ?, ?, ?, ?, ?, ?)',
    );
    this.#page = database.prepare(
      `SELECT audit.id, at, action, before, after, instructors.name AS instructor, learners.name AS name, learner
       FROM audit LEFT JOIN instructors ON instructors.id = instructor LEFT JOIN learners ON learners.id = learner
       WHERE audit.class = ? AND audit.id < ? ORDER BY audit.id DESC LIMIT ${PAGE}`,
    );
    this.#redact = database.prepare("UPDATE audit SET before = 'null', after = 'null' WHERE learner = ?");
    this.#byInstructors = database.prepare(
      `SELECT audit.id, at, action, after, instructors.name AS "by" FROM audit JOIN instructors ON instructors.id = instructor
       WHERE learner = ? AND action IN (SELECT value FROM json_each(?)) ORDER BY audit.id DESC LIMIT ?`,
    );
    this.#mention = database.prepare('SELECT 1 FROM audit WHERE learner = ? LIMIT 1');
  }

  add({ class: group, instructor, learner, action, before, after }: Change): void {
    const at = new Date().toISOString();
    const [from, to] = [before, after].map((value) => JSON.stringify(value ?? null));
    this.#insert.run(at, group, instructor ?? null, learner ?? null, action, from ?? '', to ?? '');
    this.#onAdd(group);
  }

  /** Newest first. @param before an entry's id: only older entries are returned. */
  page(group: string, before = Number.MAX_SAFE_INTEGER): AuditEntry[] {
    return this.#page.all(group, before).map(({ id, at, action, ...row }) => ({
      id: Number(id),
      at: String(at),
      action: String(action),
      by:
        row.instructor === null ? (row.learner === null ? 'lab server' : 'learner') : String(row.instructor),
      learner: row.learner === null ? null : String(row.name ?? 'erased'),
      before: JSON.parse(String(row.before)),
      after: JSON.parse(String(row.after)),
    }));
  }

  /** What instructors did to a learner, of these actions, newest first. */
  byInstructors(learner: string, actions: readonly string[], most: number): Deed[] {
    const rows = this.#byInstructors.all(learner, JSON.stringify(actions), most);
    return rows.map(({ id, at, action, after, by }) => ({
      id: Number(id),
      at: String(at),
      action: String(action),
      by: String(by),
      after: JSON.parse(String(after)),
    }));
  }

  /** Whether anything was ever done to, or by, a learner of this id, who may be erased by now. */
  mentions(learner: string): boolean {
    return this.#mention.get(learner) !== undefined;
  }

  /** Takes out the texts about a learner who is erased. The fact that something was done stays. */
  redact(learner: string): void {
    this.#redact.run(learner);
  }
}
