import type { DatabaseSync } from 'node:sqlite';
import type { LmsTrouble } from '../../protocol/lms.ts';
import { inTransaction } from './transaction.ts';

/** What an LMS is told of one learner in one column (Assignment and Grade Services 2.0, section 3.4), without names and time. */
export interface ScoreContent {
  /** null: the points are taken back. */
  points: number | null;
  possible: number;
  comment: string;
  activity: 'Initialized' | 'InProgress' | 'Submitted' | 'Completed';
  grading: 'FullyGraded' | 'PendingManual' | 'NotReady';
}

/** The place of a score: whose it is, and in which column. */
interface Place {
  course: string;
  /** exercise/ID, chapter/SLUG, or course. */
  item: string;
  learner: string;
}

export interface NewScore extends Place {
  score: ScoreContent;
  /** It is sent also if the same was sent before. */
  again: boolean;
}

export interface QueuedScore extends Place {
  score: ScoreContent;
  /** ISO 8601: since when it is so. The LMS is told this time, so none is earlier than the one before it, whatever the clock says. */
  at: string;
  state: 'sent' | 'waiting' | 'refused';
  tries: number;
  why: LmsTrouble | null;
  detail: string;
  /** ms since 1970 */
  nextAt: number;
}

const COLUMNS = 'course, item, learner, score, at, state, tries, why, detail, next_at AS nextAt';

/** Points on their way to LMSs. Of each learner and column the latest is kept, also once it has arrived. */
export class LmsScores {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** Queues those scores that are not the last that were queued at their place; all or none. */
  put(scores: readonly NewScore[]): void {
    const news = scores.filter((one) => {
      const before = this.find(one);
      return !before || one.again || JSON.stringify(before.score) !== JSON.stringify(one.score);
    });
    // One write to the disk for a whole class.
    if (news.length === 0) return;
    inTransaction(this.#database, () => {
      for (const one of news) this.#put(one);
    });
  }

  #put({ course, item, learner, score }: NewScore): void {
    this.#database
      .prepare(
        `INSERT INTO lms_scores (course, item, learner, score, at, state, tries, why, detail, next_at)
         VALUES (?1, ?2, ?3, ?4, ?5, 'waiting', 0, NULL, '', 0)
         ON CONFLICT DO UPDATE SET
           score = ?4, at = ?5, state = 'waiting', tries = 0, why = NULL, detail = '', next_at = 0`,
      )
      .run(course, item, learner, JSON.stringify(score), after(this.find({ course, item, learner })?.at));
  }

  find({ course, item, learner }: Place): QueuedScore | undefined {
    return this.#some('course = ? AND item = ? AND learner = ?', course, item, learner)[0];
  }

  of(course: string): QueuedScore[] {
    return this.#some('course = ? ORDER BY at DESC', course);
  }

  /** Those whose time has come, the longest waiting first. @param now ms since 1970 */
  due(now: number, most: number): QueuedScore[] {
    return this.#some("state = 'waiting' AND next_at <= ? ORDER BY next_at, at LIMIT ?", now, most);
  }

  /** When the next is due, in ms since 1970; undefined if none waits. */
  nextAt(): number | undefined {
    const found = this.#database.prepare(
      "SELECT min(next_at) AS next FROM lms_scores WHERE state = 'waiting'",
    );
    const next = found.get()?.next;
    return next === null || next === undefined ? undefined : Number(next);
  }

  /** Gives a score a later time, since the LMS has one of a later time already. @param than ISO 8601 */
  postpone({ course, item, learner, at }: QueuedScore, than: string): void {
    this.#database
      .prepare('UPDATE lms_scores SET at = ? WHERE course = ? AND item = ? AND learner = ? AND at = ?')
      .run(after(than), course, item, learner, at);
  }

  /** Keeps what came of a try, if the score is still the one that was tried. */
  tried(
    { course, item, learner, score }: QueuedScore,
    now: Pick<QueuedScore, 'state' | 'tries' | 'why' | 'detail' | 'nextAt'>,
  ): void {
    this.#database
      .prepare(
        `UPDATE lms_scores SET state = ?, tries = ?, why = ?, detail = ?, next_at = ?
         WHERE course = ? AND item = ? AND learner = ? AND score = ?`,
      )
      .run(
        ...[now.state, now.tries, now.why, now.detail, now.nextAt],
        ...[course, item, learner, JSON.stringify(score)],
      );
  }

  /** Queues all scores of an item once more, since there is another column for it. */
  again(course: string, item: string): void {
    this.put(this.#some('course = ? AND item = ?', course, item).map((one) => ({ ...one, again: true })));
  }

  /** Lets all that wait for an LMS be tried now. */
  hasten(lms: string): void {
    this.#database
      .prepare(
        "UPDATE lms_scores SET next_at = 0 WHERE state = 'waiting' AND course IN (SELECT id FROM lms_courses WHERE lms = ?)",
      )
      .run(lms);
  }

  #some(where: string, ...values: (string | number)[]): QueuedScore[] {
    return this.#database
      .prepare(`SELECT ${COLUMNS} FROM lms_scores WHERE ${where}`)
      .all(...values)
      .map((row) => ({
        ...(row as unknown as QueuedScore),
        score: JSON.parse(String(row.score)) as ScoreContent,
      }));
  }
}

/** Now, or a millisecond after a time that is later than now. */
const after = (time = ''): string =>
  new Date(Math.max(Date.now(), (Date.parse(time) || 0) + 1)).toISOString();
