import type { DatabaseSync } from 'node:sqlite';
import { inTransaction } from './transaction.ts';

/** The part of a learner's record that a reset takes out. */
export interface ToReset {
  learner: string;
  attempts: number[];
  /** Exercises whose hints are closed again. */
  hints: string[];
  notes: boolean;
}

export interface KeptReset {
  id: number;
  class: string;
  at: string;
  undoneAt: string | null;
}

/** The records that instructors have reset, kept as they were, so that they can be brought back. */
export class Resets {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  add(group: string, instructor: string, at: string, all: readonly ToReset[]): number {
    return inTransaction(this.#database, () => {
      const { lastInsertRowid } = this.#database
        .prepare('INSERT INTO resets (class, instructor, at) VALUES (?, ?, ?)')
        .run(group, instructor, at);
      const reset = Number(lastInsertRowid);
      for (const one of all) this.#take(reset, one);
      return reset;
    });
  }

  find(id: number): KeptReset | undefined {
    return this.#database
      .prepare('SELECT id, class, at, undone_at AS undoneAt FROM resets WHERE id = ?')
      .get(id) as KeptReset | undefined;
  }

  /** How many attempts, hints and notes of each learner a reset took. */
  taken(id: number): Map<string, { attempts: number; hints: number; notes: number }> {
    const found = new Map<string, { attempts: number; hints: number; notes: number }>();
    const count = (kind: 'attempts' | 'hints' | 'notes', sql: string) => {
      for (const { learner, taken } of this.#database.prepare(sql).all(id)) {
        const counts = found.get(String(learner)) ?? { attempts: 0, hints: 0, notes: 0 };
        found.set(String(learner), { ...counts, [kind]: Number(taken) });
      }
    };
    count(
      'attempts',
      `SELECT learner, count(*) AS taken FROM void_attempts JOIN attempts ON attempts.id = attempt
       WHERE reset = ? GROUP BY learner`,
    );
    count('hints', 'SELECT learner, sum(opened) AS taken FROM reset_hints WHERE reset = ? GROUP BY learner');
    count('notes', 'SELECT learner, count(*) AS taken FROM reset_notes WHERE reset = ? GROUP BY learner');
    return found;
  }

  /** Brings back what the reset took. Hints that were opened and notes that were written since stay where they are more. */
  undo(id: number, at: string): void {
    inTransaction(this.#database, () => {
      this.#run('UPDATE resets SET undone_at = ?2 WHERE id = ?1', id, at);
      this.#run(
        `INSERT INTO opened_hints (learner, exercise, opened, given)
           SELECT learner, exercise, opened, given FROM reset_hints WHERE reset = ?1
         ON CONFLICT DO UPDATE SET given = max(given, excluded.given), opened = max(opened, excluded.opened)`,
        id,
      );
      this.#run(
        `INSERT INTO notes (learner, chapter, text, changed)
           SELECT learner, chapter, text, changed FROM reset_notes WHERE reset = ?1
         ON CONFLICT DO UPDATE SET text = excluded.text || char(10, 10) || text`,
        id,
      );
    });
  }

  #take(reset: number, { learner, attempts, hints, notes }: ToReset): void {
    for (const attempt of attempts) {
      this.#run('INSERT INTO void_attempts (reset, attempt) VALUES (?, ?)', reset, attempt);
    }
    for (const exercise of hints) {
      this.#run(
        `INSERT INTO reset_hints (reset, learner, exercise, opened, given)
           SELECT ?1, learner, exercise, opened, given FROM opened_hints WHERE learner = ?2 AND exercise = ?3`,
        reset,
        learner,
        exercise,
      );
      this.#run('DELETE FROM opened_hints WHERE learner = ? AND exercise = ?', learner, exercise);
    }
    if (!notes) return;
    this.#run(
      `INSERT INTO reset_notes (reset, learner, chapter, text, changed)
         SELECT ?1, learner, chapter, text, changed FROM notes WHERE learner = ?2`,
      reset,
      learner,
    );
    this.#run('DELETE FROM notes WHERE learner = ?', learner);
  }

  #run(sql: string, ...values: (string | number)[]): void {
    this.#database.prepare(sql).run(...values);
  }
}
