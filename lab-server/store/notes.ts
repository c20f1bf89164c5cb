import type { DatabaseSync } from 'node:sqlite';
import { Note } from '../../protocol/note.ts';

/** Learners' notes beside chapters. */
export class Notes {
  readonly #of;
  readonly #put;
  readonly #remove;

  constructor(database: DatabaseSync) {
    this.#of = database.prepare(
      'SELECT chapter, text, changed FROM notes WHERE learner = ? ORDER BY chapter',
    );
    this.#put = database.prepare(
      `INSERT INTO notes (learner, chapter, text, changed) VALUES (?1, ?2, ?3, ?4)
       ON CONFLICT DO UPDATE SET text = ?3, changed = ?4`,
    );
    this.#remove = database.prepare('DELETE FROM notes WHERE learner = ? AND chapter = ?');
  }

  of(learner: string): Note[] {
    return this.#of.all(learner).map((row) => Note.parse(row));
  }

  /** Replaces the note before. An empty note removes it. */
  put(learner: string, note: Note): void {
    const { chapter, text, changed } = note;
    if (text.trim() === '') this.#remove.run(learner, chapter);
    else this.#put.run(learner, chapter, text, changed);
  }
}
