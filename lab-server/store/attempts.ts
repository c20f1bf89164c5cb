import type { DatabaseSync } from 'node:sqlite';
import type { Attempt } from '../../protocol/attempt.ts';

/** An attempt as it was when it was made. */
export type KeptAttempt = Omit<Attempt, 'dispute' | 'late' | 'held' | 'review'>;

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

/** Attempts with their complete verdicts. grading/redact.ts decides what a learner may see of one. */
export class Attempts {
  readonly #insert;
  readonly #ofExercise;
  readonly #ofLearner;
  readonly #one;

  constructor(database: DatabaseSync) {
    this.#insert = database.prepare(
      `INSERT INTO attempts (learner, exercise, answer, verdict, points, deducted, seed, counted, at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#ofExercise = database.prepare(
      `SELECT ${COLUMNS} FROM attempts WHERE learner = ? AND exercise = ? ORDER BY id DESC`,
    );
    this.#one = database.prepare(`SELECT ${COLUMNS}, learner FROM attempts WHERE id = ?`);
    this.#ofLearner = database.prepare(`SELECT ${COLUMNS} FROM attempts WHERE learner = ? ORDER BY id DESC`);
  }

  /** The attempt is on disk when this returns. */
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

  /** One attempt, and whose it is. */
  find(id: number): { learner: string; attempt: KeptAttempt } | undefined {
    const row = this.#one.get(id) as unknown as (Row & { learner: string }) | undefined;
    if (!row) return undefined;
    const { learner, ...attempt } = row;
    return { learner, attempt: read(attempt) };
  }

  /** The attempts, newest first; those of every exercise when none is named. */
  of(learner: string, exercise?: string): KeptAttempt[] {
    const rows = exercise ? this.#ofExercise.all(learner, exercise) : this.#ofLearner.all(learner);
    return (rows as unknown as Row[]).map(read);
  }
}

function read(row: Row): KeptAttempt {
  const [answer, verdict] = [JSON.parse(row.answer), JSON.parse(row.verdict)];
  return { ...row, answer, verdict, counted: row.counted === 1 };
}
