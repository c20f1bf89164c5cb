import type { DatabaseSync } from 'node:sqlite';

/** An account of the school's sign-in. */
export interface Account {
  issuer: string;
  /** What the issuer calls it, for good. */
  subject: string;
}

/** Who the accounts of the school's sign-in are here. */
export class Accounts {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** The instructor's id. */
  instructorOf({ issuer, subject }: Account): string | undefined {
    const found = this.#database
      .prepare('SELECT instructor FROM instructor_accounts WHERE issuer = ? AND subject = ?')
      .get(issuer, subject);
    return found && String(found.instructor);
  }

  addInstructor({ issuer, subject }: Account, instructor: string): void {
    this.#database
      .prepare('INSERT INTO instructor_accounts (issuer, subject, instructor) VALUES (?, ?, ?)')
      .run(issuer, subject, instructor);
  }

  /** The issuers by whose accounts the instructor has come. */
  issuersOf(instructor: string): string[] {
    return this.#database
      .prepare('SELECT issuer FROM instructor_accounts WHERE instructor = ?')
      .all(instructor)
      .map(({ issuer }) => String(issuer));
  }

  /** Ids of the learners that the account is, in all classes. */
  learnersOf({ issuer, subject }: Account): string[] {
    return this.#database
      .prepare('SELECT learner FROM learner_accounts WHERE issuer = ? AND subject = ?')
      .all(issuer, subject)
      .map(({ learner }) => String(learner));
  }

  /** What an issuer calls the learner. */
  subjectsOf(issuer: string, learner: string): string[] {
    return this.#database
      .prepare('SELECT subject FROM learner_accounts WHERE issuer = ? AND learner = ? ORDER BY subject')
      .all(issuer, learner)
      .map(({ subject }) => String(subject));
  }

  /** Ids of the other learners that the accounts of this one are, in all classes. */
  othersOf(learner: string): string[] {
    return this.#database
      .prepare(
        `SELECT DISTINCT other.learner FROM learner_accounts mine JOIN learner_accounts other USING (issuer, subject)
         WHERE mine.learner = ?1 AND other.learner != ?1`,
      )
      .all(learner)
      .map((other) => String(other.learner));
  }

  addLearner({ issuer, subject }: Account, learner: string): void {
    this.#database
      .prepare('INSERT OR IGNORE INTO learner_accounts (issuer, subject, learner) VALUES (?, ?, ?)')
      .run(issuer, subject, learner);
  }
}
