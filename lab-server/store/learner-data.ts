import type { DatabaseSync } from 'node:sqlite';
import { inTransaction } from './transaction.ts';

/** The tables that refer to a learner, beside those that refer to attempts. */
const OWN = [
  'opened_hints',
  'starts',
  'notes',
  'placements',
  'ssh_doors',
  'ssh_keys',
  'instructor_hosts',
  'learner_accounts',
  'lms_scores',
  'xapi_statements',
  'xapi_told',
  'hands',
  'message_learners',
  'overrides',
  'reset_hints',
  'reset_notes',
];
const OF_ATTEMPTS = ['dispute_answers', 'disputes', 'reviews', 'rechecks', 'void_attempts'];

/** Everything that is kept of one learner, across the tables. */
export class LearnerData {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** Gives everything of one learner to another. Of hints the larger number stays open, and notes are put one below the other. */
  moveAll(from: string, to: string): void {
    inTransaction(this.#database, () => {
      this.#run(
        `INSERT INTO opened_hints (learner, exercise, opened, given)
           SELECT ?2, exercise, opened, given FROM opened_hints WHERE learner = ?1
         ON CONFLICT DO UPDATE SET given = max(given, excluded.given), opened = max(opened, excluded.opened)`,
        from,
        to,
      );
      this.#run(
        `INSERT INTO notes (learner, chapter, text, changed) SELECT ?2, chapter, text, changed FROM notes WHERE learner = ?1
         ON CONFLICT DO UPDATE SET text = text || char(10, 10) || excluded.text, changed = max(changed, excluded.changed)`,
        from,
        to,
      );
      for (const table of ['attempts', 'overrides']) {
        this.#run(`UPDATE ${table} SET learner = ?2 WHERE learner = ?1`, from, to);
      }
      for (const table of [
        'message_learners',
        'reset_hints',
        'reset_notes',
        'learner_accounts',
        'lms_scores',
        'xapi_statements',
      ]) {
        this.#run(`UPDATE OR IGNORE ${table} SET learner = ?2 WHERE learner = ?1`, from, to);
      }
      for (const table of OWN) this.#run(`DELETE FROM ${table} WHERE learner = ?`, from);
    });
  }

  /** Removes everything of a learner. Returns how many attempts there were. */
  eraseAll(learner: string): number {
    return inTransaction(this.#database, () => {
      for (const table of OF_ATTEMPTS) {
        this.#run(
          `DELETE FROM ${table} WHERE attempt IN (SELECT id FROM attempts WHERE learner = ?)`,
          learner,
        );
      }
      // Messages that were written to nobody else.
      const messages = this.#database
        .prepare(
          `SELECT message FROM message_learners JOIN messages ON messages.id = message WHERE to_all = 0
           GROUP BY message HAVING max(learner) = ?1 AND min(learner) = ?1`,
        )
        .all(learner);
      for (const table of OWN) this.#run(`DELETE FROM ${table} WHERE learner = ?`, learner);
      for (const { message } of messages) this.#run('DELETE FROM messages WHERE id = ?', String(message));
      return this.#run('DELETE FROM attempts WHERE learner = ?', learner);
    });
  }

  #run(sql: string, ...values: string[]): number {
    return Number(this.#database.prepare(sql).run(...values).changes);
  }
}
