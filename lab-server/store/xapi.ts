import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { inTransaction } from './transaction.ts';

/** Most statements that wait; when there are as many, the oldest are left out. */
const MOST = 50_000;
/** How many are left out then at once. */
const SLAB = 500;

/** A statement that waits. */
export interface QueuedStatement {
  /** A UUID, the same at each try. */
  id: string;
  learner: string;
  /** Without id and actor. */
  statement: object;
}

/** The points of a learner in an exercise that a learning record store was told of. */
export interface ToldPoints {
  exercise: string;
  points: number;
  possible: number;
  /** Whether it was told that all points were reached. */
  completed: boolean;
}

/** What a learning record store is told: the statements that wait, and what it was told of each learner last. */
export class XapiStore {
  readonly #database: DatabaseSync;
  readonly #most: number;

  constructor(database: DatabaseSync, most = MOST) {
    this.#database = database;
    this.#most = most;
  }

  /** Queues statements on a learner, and keeps what they tell. @returns how many others were left out to make room. */
  put(learner: string, statements: readonly object[], told: readonly ToldPoints[]): number {
    return inTransaction(this.#database, () => {
      for (const statement of statements) {
        this.#database
          .prepare('INSERT INTO xapi_statements (id, learner, statement) VALUES (?, ?, ?)')
          .run(randomUUID(), learner, JSON.stringify(statement));
      }
      for (const { exercise, points, possible, completed } of told) {
        this.#database
          .prepare(
            'INSERT OR REPLACE INTO xapi_told (learner, exercise, points, possible, completed) VALUES (?, ?, ?, ?, ?)',
          )
          .run(learner, exercise, points, possible, completed ? 1 : 0);
      }
      return statements.length > 0 && this.waiting() > this.#most ? this.#leaveOut() : 0;
    });
  }

  /** How many statements wait. */
  waiting(): number {
    return Number(this.#database.prepare('SELECT count(learner) AS n FROM xapi_statements').get()?.n);
  }

  /** The statements that have waited longest, in their order. */
  first(most: number): QueuedStatement[] {
    return this.#database
      .prepare('SELECT id, learner, statement FROM xapi_statements ORDER BY number LIMIT ?')
      .all(most)
      .map((row) => ({
        ...{ id: String(row.id), learner: String(row.learner) },
        statement: JSON.parse(String(row.statement)) as object,
      }));
  }

  /** Removes statements that need not be sent any more. */
  remove(ids: readonly string[]): void {
    inTransaction(this.#database, () => {
      for (const id of ids) this.#database.prepare('DELETE FROM xapi_statements WHERE id = ?').run(id);
    });
  }

  /** By exercise. */
  told(learner: string): Map<string, ToldPoints> {
    const rows = this.#database
      .prepare('SELECT exercise, points, possible, completed FROM xapi_told WHERE learner = ?')
      .all(learner);
    return new Map(
      rows.map((row) => [
        String(row.exercise),
        { ...(row as unknown as ToldPoints), completed: row.completed === 1 },
      ]),
    );
  }

  /** Whether nothing was ever told. */
  isNew(): boolean {
    return this.#database.prepare('SELECT 1 FROM xapi_told LIMIT 1').get() === undefined;
  }

  #leaveOut(): number {
    const { changes } = this.#database
      .prepare(
        'DELETE FROM xapi_statements WHERE number IN (SELECT number FROM xapi_statements ORDER BY number LIMIT ?)',
      )
      .run(Math.min(SLAB, Math.ceil(this.#most / 100)));
    return Number(changes);
  }
}
