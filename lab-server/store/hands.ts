import type { DatabaseSync } from 'node:sqlite';
import type { Hand } from '../../protocol/class.ts';

/** The learners who have raised a hand. */
export class Hands {
  readonly #raise;
  readonly #lower;
  readonly #of;

  constructor(database: DatabaseSync) {
    // A learner who adds words keeps their place in the queue.
    this.#raise = database.prepare(
      `INSERT INTO hands (learner, about, raised_at) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET about = ?2`,
    );
    this.#lower = database.prepare('DELETE FROM hands WHERE learner = ?');
    this.#of = database.prepare('SELECT about, raised_at AS raisedAt FROM hands WHERE learner = ?');
  }

  raise(learner: string, about: string | null): Hand {
    this.#raise.run(learner, about, new Date().toISOString());
    return this.of(learner) as Hand;
  }

  /** Returns false when the hand was not raised. */
  lower(learner: string): boolean {
    return this.#lower.run(learner).changes === 1;
  }

  of(learner: string): Hand | null {
    return (this.#of.get(learner) as Hand | undefined) ?? null;
  }
}
