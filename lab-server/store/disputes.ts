import type { DatabaseSync } from 'node:sqlite';
import type { Dispute } from '../../protocol/dispute.ts';

export interface DisputeAnswer {
  state: Exclude<Dispute['state'], 'open'>;
  comment: string;
  instructor: string;
  at: string;
}

/** Learners' disputes of verdicts, by attempt, and instructors' answers. */
export class Disputes {
  readonly #insert;
  readonly #ofExercise;
  readonly #one;
  readonly #answer;
  readonly #open;

  constructor(database: DatabaseSync) {
    this.#insert = database.prepare(
      'INSERT INTO disputes (attempt, reason, state, at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
    );
    const select = `SELECT disputes.attempt AS attempt, reason, coalesce(dispute_answers.state, disputes.state) AS state,
        disputes.at AS at, comment, instructors.name AS answeredBy, dispute_answers.at AS answeredAt
      FROM disputes JOIN attempts ON attempts.id = disputes.attempt
        LEFT JOIN dispute_answers ON dispute_answers.attempt = disputes.attempt
        LEFT JOIN instructors ON instructors.id = instructor`;
    this.#ofExercise = database.prepare(`${select} WHERE learner = ? AND exercise = ?`);
    this.#one = database.prepare(`${select} WHERE disputes.attempt = ?`);
    this.#answer = database.prepare(
      `INSERT INTO dispute_answers (attempt, state, comment, instructor, at) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT DO NOTHING`,
    );
    this.#open = database.prepare(
      `SELECT attempt FROM disputes JOIN attempts ON attempts.id = attempt JOIN learners ON learners.id = learner
       WHERE class = ? AND learners.state = 'active' AND attempt NOT IN (SELECT attempt FROM dispute_answers)
       ORDER BY attempt`,
    );
  }

  /** The dispute is on disk when this returns. False when the attempt already has one, which stays as it is. */
  add(attempt: number, { reason, at }: Pick<Dispute, 'reason' | 'at'>): boolean {
    return this.#insert.run(attempt, reason, 'open', at).changes === 1;
  }

  /** The disputes of one learner's attempts at an exercise, by the attempt's id. */
  of(learner: string, exercise: string): Map<number, Dispute> {
    const rows = this.#ofExercise.all(learner, exercise);
    return new Map(rows.map((row) => [Number(row.attempt), read(row)]));
  }

  find(attempt: number): Dispute | undefined {
    const row = this.#one.get(attempt);
    return row && read(row);
  }

  /** Returns false when it was answered before: the first answer stays. */
  answer(attempt: number, { state, comment, instructor, at }: DisputeAnswer): boolean {
    return this.#answer.run(attempt, state, comment, instructor, at).changes === 1;
  }

  /** A class's attempts with a dispute that nobody has answered, oldest first. */
  open(group: string): number[] {
    return this.#open.all(group).map(({ attempt }) => Number(attempt));
  }
}

function read(row: Record<string, unknown>): Dispute {
  const { reason, state, at, comment, answeredBy, answeredAt } = row as Record<string, string>;
  const answer = comment == null ? null : { comment, by: answeredBy, at: answeredAt };
  return { reason, state, at, answer } as Dispute;
}
