import type { DatabaseSync } from 'node:sqlite';
import type { Attempt } from '../../protocol/attempt.ts';

/** An attempt as it was when it was made. */
export type KeptAttempt = Omit<Attempt, 'dispute'>;

interface Row {
  id: number;
  exercise: string;
  answer: string;
  verdict: string;
  points: number;
  deducted: number;
  seed: string;
  counted: number;
  at: string;
}

const COLUMNS = 'id, exercise, answer, verdict, points, deducted, seed, counted, at';

/** Attempts with their complete verdicts; what a learner may see of one is decided in grading/redact.ts. */
export class Attempts {
  readonly #insert;
  readonly #ofExercise;
  readonly #ofLearner;

  constructor(database: DatabaseSync) {
    this.#insert = database.prepare(
      `INSERT INTO attempts (learner, exercise, answer, verdict, points, deducted, seed, counted, at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#ofExercise = database.prepare(
      `SELECT ${COLUMNS} FROM attempts WHERE learner = ? AND exercise = ? ORDER BY id DESC`,
    );
    this.#ofLearner = database.prepare(`SELECT ${COLUMNS} FROM attempts WHERE learner = ? ORDER BY id DESC`);
  }

  /** On disk when it returns. */
  add(learner: string, attempt: Omit<KeptAttempt, 'id'>): KeptAttempt {
    const { exercise, answer, verdict, points, deducted, seed, counted, at } = attempt;
    const { lastInsertRowid } = this.#insert.run(
      learner,
      exercise,
      JSON.stringify(answer),
      JSON.stringify(verdict),
      points,
      deducted,
      seed,
      Number(counted),
      at,
    );
    return { ...attempt, id: Number(lastInsertRowid) };
  }

  /** Newest first; of every exercise when none is named. */
  of(learner: string, exercise?: string): KeptAttempt[] {
    const rows = exercise ? this.#ofExercise.all(learner, exercise) : this.#ofLearner.all(learner);
    return (rows as unknown as Row[]).map((row) => ({
      ...row,
      answer: JSON.parse(row.answer),
      verdict: JSON.parse(row.verdict),
      counted: row.counted === 1,
    }));
  }
}
