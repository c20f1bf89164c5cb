import type { DatabaseSync } from 'node:sqlite';

/** The exercises whose own beginnings were made on a learner's present host. */
export class Starts {
  readonly #add;
  readonly #has;
  readonly #forget;

  constructor(database: DatabaseSync) {
    this.#add = database.prepare(
      'INSERT INTO starts (learner, exercise, at) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET at = ?3',
    );
    this.#has = database.prepare('SELECT 1 FROM starts WHERE learner = ? AND exercise = ?');
    this.#forget = database.prepare('DELETE FROM starts WHERE learner = ?');
  }

  add(learner: string, exercise: string): void {
    this.#add.run(learner, exercise, new Date().toISOString());
  }

  has(learner: string, exercise: string): boolean {
    return this.#has.get(learner, exercise) !== undefined;
  }

  /** To be called when the learner has another host. */
  forget(learner: string): void {
    this.#forget.run(learner);
  }
}
