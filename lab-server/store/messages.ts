import type { DatabaseSync } from 'node:sqlite';
import type { Message } from '../../protocol/class.ts';
import { inTransaction } from './transaction.ts';

/** Most messages that are read at once. */
const SHOWN = 20;
const OF_CLASS = 200;

export interface NewMessage {
  class: string;
  /** An instructor's id. */
  instructor: string;
  text: string;
  command: string | null;
  /** Learners' ids. */
  to: string[];
  toAll: boolean;
}

/** Messages from instructors to learners. */
export class Messages {
  readonly #database: DatabaseSync;
  readonly #of;
  readonly #ofClass;
  readonly #names;

  constructor(database: DatabaseSync) {
    this.#database = database;
    const columns = `messages.id, instructors.name AS "from", text, command, to_all AS toAll, at`;
    this.#of = database.prepare(
      `SELECT ${columns} FROM messages JOIN message_learners ON message = messages.id
       JOIN instructors ON instructors.id = instructor WHERE learner = ? ORDER BY messages.id DESC LIMIT ${SHOWN}`,
    );
    this.#ofClass = database.prepare(
      `SELECT ${columns} FROM messages JOIN instructors ON instructors.id = instructor
       WHERE class = ? ORDER BY messages.id DESC LIMIT ${OF_CLASS}`,
    );
    this.#names = database.prepare(
      'SELECT name FROM message_learners JOIN learners ON learners.id = learner WHERE message = ? ORDER BY name',
    );
  }

  add({ class: group, instructor, text, command, to, toAll }: NewMessage): number {
    return inTransaction(this.#database, () => {
      const { lastInsertRowid } = this.#database
        .prepare(
          'INSERT INTO messages (class, instructor, text, command, to_all, at) VALUES (?, ?, ?, ?, ?, ?)',
        )
        .run(group, instructor, text, command, Number(toAll), new Date().toISOString());
      const insert = this.#database.prepare('INSERT INTO message_learners (message, learner) VALUES (?, ?)');
      for (const learner of new Set(to)) insert.run(lastInsertRowid, learner);
      return Number(lastInsertRowid);
    });
  }

  /** The last twenty messages to one learner, newest first. */
  of(learner: string): Message[] {
    return this.#of.all(learner).map(read);
  }

  /** The messages of a class, newest first, each with its recipients. */
  ofClass(group: string): (Message & { to: string[] })[] {
    return this.#ofClass.all(group).map((row) => {
      const message = read(row);
      return {
        ...message,
        to: message.toAll ? [] : this.#names.all(message.id).map(({ name }) => String(name)),
      };
    });
  }
}

const read = (row: Record<string, unknown>): Message => ({
  ...(row as unknown as Message),
  toAll: row.toAll === 1,
});
