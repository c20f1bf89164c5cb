import type { DatabaseSync } from 'node:sqlite';
import type { Verdict } from '../../protocol/verdict.ts';

export interface Review {
  points: number;
  comment: string;
  /** The instructor's name. */
  by: string;
  at: string;
}

export interface Override extends Omit<Review, 'points'> {
  /** null takes back the decision before. */
  points: number | null;
}

export interface Recheck {
  verdict: Verdict;
  points: number;
  seed: string;
  by: string;
  at: string;
}

/** Everything that instructors decided about one learner's marks. */
export interface DecisionsOnLearner {
  /** By attempt, oldest first. */
  reviews: Map<number, Review[]>;
  rechecks: Map<number, Recheck[]>;
  /** The newest decision on each exercise. */
  overrides: Map<string, Override>;
  /** Attempts that were reset. */
  voids: Set<number>;
}

/** The decisions of instructors about marks. Rows are added and never changed: the newest of a kind stands. */
export class Decisions {
  readonly #addReview;
  readonly #addOverride;
  readonly #addRecheck;
  readonly #reviews;
  readonly #rechecks;
  readonly #overrides;
  readonly #voids;

  constructor(database: DatabaseSync) {
    this.#addReview = database.prepare(
      'INSERT INTO reviews (attempt, points, comment, instructor, at) VALUES (?, ?, ?, ?, ?)',
    );
    this.#addOverride = database.prepare(
      'INSERT INTO overrides (learner, exercise, points, comment, instructor, at) VALUES (?, ?, ?, ?, ?, ?)',
    );
    this.#addRecheck = database.prepare(
      'INSERT INTO rechecks (attempt, verdict, points, seed, instructor, at) VALUES (?, ?, ?, ?, ?, ?)',
    );
    const ofAttempts = (table: 'reviews' | 'rechecks') =>
      database.prepare(
        `SELECT ${table}.*, instructors.name AS by_ FROM ${table} JOIN attempts ON attempts.id = ${table}.attempt
         JOIN instructors ON instructors.id = instructor WHERE attempts.learner = ? ORDER BY ${table}.id`,
      );
    this.#reviews = ofAttempts('reviews');
    this.#rechecks = ofAttempts('rechecks');
    this.#overrides = database.prepare(
      `SELECT exercise, points, comment, instructors.name AS by_, at FROM overrides
       JOIN instructors ON instructors.id = instructor WHERE learner = ? ORDER BY overrides.id`,
    );
    this.#voids = database.prepare(
      `SELECT attempt FROM void_attempts JOIN resets ON resets.id = reset JOIN attempts ON attempts.id = attempt
       WHERE learner = ? AND undone_at IS NULL`,
    );
  }

  review(attempt: number, { points, comment, by, at }: Review): void {
    this.#addReview.run(attempt, points, comment, by, at);
  }

  /** @param by ids of instructors, here and in the other methods. Reading returns names. */
  override(learner: string, exercise: string, { points, comment, by, at }: Override): void {
    this.#addOverride.run(learner, exercise, points, comment, by, at);
  }

  recheck(attempt: number, { verdict, points, seed, by, at }: Recheck): void {
    this.#addRecheck.run(attempt, JSON.stringify(verdict), points, seed, by, at);
  }

  about(learner: string): DecisionsOnLearner {
    const reviews = this.#reviews.all(learner).map((row) => ({ ...row, by: row.by_ }));
    const rechecks = this.#rechecks
      .all(learner)
      .map((row) => ({ ...row, by: row.by_, verdict: JSON.parse(String(row.verdict)) }));
    const overrides = this.#overrides.all(learner).map((row) => ({ ...row, by: row.by_ }));
    return {
      reviews: byAttempt(reviews as unknown as (Review & Row)[]),
      rechecks: byAttempt(rechecks as unknown as (Recheck & Row)[]),
      // The last decision on each exercise replaces those before.
      overrides: new Map(
        (overrides as unknown as (Override & { exercise: string })[]).map((one) => [one.exercise, one]),
      ),
      voids: new Set(this.#voids.all(learner).map(({ attempt }) => Number(attempt))),
    };
  }
}

interface Row {
  attempt: number;
}

const byAttempt = <T extends Row>(rows: T[]): Map<number, T[]> => Map.groupBy(rows, ({ attempt }) => attempt);
