import { randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';

export interface Learner {
  id: string;
  name: string;
  /** ISO 8601 */
  joinedAt: string;
}

export class Learners {
  readonly #insert;
  readonly #rename;
  readonly #find;

  constructor(database: DatabaseSync) {
    this.#insert = database.prepare('INSERT INTO learners (id, name, joined_at) VALUES (?, ?, ?)');
    this.#rename = database.prepare('UPDATE learners SET name = ? WHERE id = ?');
    this.#find = database.prepare('SELECT id, name, joined_at AS joinedAt FROM learners WHERE id = ?');
  }

  add(name: string): Learner {
    const learner = { id: newId(), name, joinedAt: new Date().toISOString() };
    this.#insert.run(learner.id, learner.name, learner.joinedAt);
    return learner;
  }

  rename(learner: Learner, name: string): Learner {
    this.#rename.run(name, learner.id);
    return { ...learner, name };
  }

  find(id: string): Learner | undefined {
    return this.#find.get(id) as Learner | undefined;
  }
}

/** A letter and 48 random bits in hexadecimal: short and plain enough for an engine to name things after it. */
function newId(): string {
  return `l${randomBytes(6).toString('hex')}`;
}
