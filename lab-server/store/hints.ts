import type { DatabaseSync } from 'node:sqlite';

/** How many hints of each exercise a learner has opened. */
export class OpenedHintCounts {
  readonly #count;
  readonly #open;

  constructor(database: DatabaseSync) {
    this.#count = database.prepare('SELECT opened FROM opened_hints WHERE learner = ? AND exercise = ?');
    this.#open = database.prepare(
      `INSERT INTO opened_hints (learner, exercise, opened) VALUES (?1, ?2, min(1, ?3))
       ON CONFLICT DO UPDATE SET opened = min(opened + 1, ?3)`,
    );
  }

  count(learner: string, exercise: string): number {
    return Number(this.#count.get(learner, exercise)?.opened ?? 0);
  }

  /** Opens the next of `total` hints; says how many are open then. */
  openNext(learner: string, exercise: string, total: number): number {
    if (total > 0) this.#open.run(learner, exercise, total);
    return this.count(learner, exercise);
  }
}
