import type { DatabaseSync } from 'node:sqlite';

/** Which exercises' own beginnings were made on the host that a learner has now. */
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

  /** The learner's host is another one now. */
  forget(learner: string): void {
    this.#forget.run(learner);
  }
}
