import type { DatabaseSync } from 'node:sqlite';
import type { Dispute } from '../../protocol/dispute.ts';

/** What learners say against verdicts, by attempt. */
export class Disputes {
  readonly #insert;
  readonly #ofExercise;

  constructor(database: DatabaseSync) {
    this.#insert = database.prepare(
      'INSERT INTO disputes (attempt, reason, state, at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
    );
    this.#ofExercise = database.prepare(
      `SELECT attempt, reason, state, disputes.at AS at
       FROM disputes JOIN attempts ON attempts.id = disputes.attempt WHERE learner = ? AND exercise = ?`,
    );
  }

  /** On disk when it returns; false when there is one on this attempt already, which stays as it is. */
  add(attempt: number, { reason, state, at }: Dispute): boolean {
    return this.#insert.run(attempt, reason, state, at).changes === 1;
  }

  /** Of one learner's attempts at an exercise, by the attempt's id. */
  of(learner: string, exercise: string): Map<number, Dispute> {
    const rows = this.#ofExercise.all(learner, exercise) as unknown as (Dispute & { attempt: number })[];
    return new Map(rows.map(({ attempt, ...dispute }) => [attempt, dispute]));
  }
}
