import type { DatabaseSync } from 'node:sqlite';

/** How many hints are open, and how many of them an instructor gave. Given hints cost nothing. */
export interface HintCount {
  opened: number;
  given: number;
}

/** How many hints of each exercise a learner has open. */
export class OpenedHintCounts {
  readonly #count;
  readonly #open;
  readonly #give;

  constructor(database: DatabaseSync) {
    this.#count = database.prepare(
      'SELECT opened, given FROM opened_hints WHERE learner = ? AND exercise = ?',
    );
    this.#open = database.prepare(
      `INSERT INTO opened_hints (learner, exercise, opened) VALUES (?1, ?2, min(1, ?3))
       ON CONFLICT DO UPDATE SET opened = min(opened + 1, ?3)`,
    );
    this.#give = database.prepare(
      `INSERT INTO opened_hints (learner, exercise, opened, given) VALUES (?1, ?2, 1, 1)
       ON CONFLICT DO UPDATE SET opened = opened + 1, given = given + 1 WHERE opened < ?3`,
    );
  }

  count(learner: string, exercise: string): HintCount {
    const { opened = 0, given = 0 } = this.#count.get(learner, exercise) ?? {};
    return { opened: Number(opened), given: Number(given) };
  }

  /** Opens the next of `total` hints. Returns how many are open then. */
  openNext(learner: string, exercise: string, total: number): number {
    if (total > 0) this.#open.run(learner, exercise, total);
    return this.count(learner, exercise).opened;
  }

  /** Opens the next of `total` hints for a learner, who does not pay for it. */
  give(learner: string, exercise: string, total: number): void {
    if (total > 0) this.#give.run(learner, exercise, total);
  }
}
