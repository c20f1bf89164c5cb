import type { Logger } from 'pino';
import { Turns } from '../common/turns.ts';
import type { Accounts } from '../store/accounts.ts';
import { issuerOf, type KeptLms, type KeptLmsCourse, type LmsStore } from '../store/lms.ts';
import type { LmsScores, QueuedScore } from '../store/lms-scores.ts';
import { LmsFailure } from './failure.ts';
import type { LmsServices, NewColumn, Score } from './services.ts';

/** ms after the first failure; each wait after that is twice as long. */
const FIRST_WAIT = 1_000;
/** ms: the longest wait. */
const LONGEST_WAIT = 600_000;
/** Scores that an LMS gets at a time. */
const AT_A_TIME = 4;
/** Scores that are read from the queue at a time. */
const BATCH = 100;
/** Failures in a row after which an LMS is asked by one score alone until it answers. */
const GONE_AFTER = 5;
/** Tries after which a refusal that may pass is taken for good. */
const MOST_REFUSALS = 8;

interface Parts {
  lms: LmsStore;
  scores: LmsScores;
  accounts: Accounts;
  services: LmsServices;
  /** What a column is called, and how many points it can have at most. Undefined: it is not to be made. */
  columnFor(course: KeptLmsCourse, item: string): NewColumn | undefined;
  logger: Logger;
  /** ms, in place of those above. */
  times?: { first: number; longest: number };
}

/** How one LMS is doing. */
interface Doing {
  turns: Turns;
  /** Failures in a row to reach it. */
  failures: number;
  /** One score is on its way to see whether it is there again. */
  isTried: boolean;
}

/** What becomes of a score after a try. */
type Outcome = Pick<QueuedScore, 'state' | 'tries' | 'why' | 'detail' | 'nextAt'>;

/**
 * Sends the scores of the queue: each again and again until it has arrived or the LMS refuses it for good. A score is removed from nowhere until then, so a
 * restart or weeks without a network lose nothing. What one learner's score meets holds back no other's.
 */
export class LmsSender {
  readonly #parts: Parts;
  readonly #doing = new Map<string, Doing>();
  readonly #sending = new Set<string>();
  /** By course and item: a column that is being made. */
  readonly #columns = new Map<string, Promise<string>>();
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Looks whether something is due. To be called when something was put in the queue, and once at the start. */
  wake(): void {
    if (this.#closed) return;
    const { scores } = this.#parts;
    // One moment for both questions, or a score that falls due between them would wait for ever.
    const now = Date.now();
    for (const score of scores.due(now, BATCH + this.#sending.size)) this.#begin(score);
    clearTimeout(this.#timer);
    const next = scores.nextAt();
    // What is due and on its way wakes us when it is done.
    if (next !== undefined && next > now)
      this.#timer = setTimeout(() => this.wake(), Math.min(next - now, LONGEST_WAIT)).unref();
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
  }

  #begin(score: QueuedScore): void {
    const name = JSON.stringify([score.course, score.item, score.learner]);
    const course = this.#parts.lms.course(score.course);
    const lms = course && this.#parts.lms.find(course.lms);
    if (this.#sending.has(name) || !course || !lms) return;
    const doing = this.#doing.get(lms.id) ?? { turns: new Turns(AT_A_TIME), failures: 0, isTried: false };
    this.#doing.set(lms.id, doing);
    const isGone = doing.failures >= GONE_AFTER;
    if (isGone && doing.isTried) return void this.#later(score, doing);
    doing.isTried = isGone;
    this.#sending.add(name);
    void doing.turns
      .run(async () => {
        // It may have changed, or gone, while it waited for its turn.
        const now = this.#parts.scores.find(score);
        if (this.#closed || now?.state !== 'waiting') return;
        const outcome = await this.#try(now, course, lms, doing);
        if (!this.#closed) this.#parts.scores.tried(now, outcome);
      })
      .catch((error: unknown) => {
        this.#parts.logger.error({ err: error, score: name }, 'A score could not be sent');
        if (!this.#closed) this.#later(score, doing);
      })
      .finally(() => {
        if (isGone) doing.isTried = false;
        this.#sending.delete(name);
        this.wake();
      });
  }

  /** Puts a score off without a try, while its LMS does not answer. */
  #later(score: QueuedScore, { failures }: Doing): void {
    const nextAt = Date.now() + this.#wait(failures);
    this.#parts.scores.tried(score, { ...score, nextAt });
  }

  async #try(score: QueuedScore, course: KeptLmsCourse, lms: KeptLms, doing: Doing): Promise<Outcome> {
    const tries = score.tries + 1;
    try {
      await this.#send(score, course, lms);
      this.#reached(lms, doing);
      return { state: 'sent', tries, why: null, detail: '', nextAt: 0 };
    } catch (error) {
      if (!(error instanceof LmsFailure)) throw error;
      if (error.status === undefined) doing.failures += 1;
      else this.#reached(lms, doing);
      return this.#after(error, score, tries);
    }
  }

  #reached(lms: KeptLms, doing: Doing): void {
    if (doing.failures >= GONE_AFTER) this.#parts.scores.hasten(lms.id);
    doing.failures = 0;
  }

  async #send(score: QueuedScore, course: KeptLmsCourse, lms: KeptLms): Promise<void> {
    const { accounts, scores, services } = this.#parts;
    const users = accounts.subjectsOf(issuerOf(lms), score.learner);
    if (users.length === 0) throw new LmsFailure('no-such-learner', { status: 0 });
    const { points, possible, comment, activity, grading } = score.score;
    const scoreFor = (userId: string): Score => ({
      userId,
      timestamp: score.at,
      ...(points === null ? {} : { scoreGiven: points, scoreMaximum: possible }),
      comment,
      activityProgress: activity,
      gradingProgress: grading,
    });
    for (const column of await this.#columnsFor(lms, course, score.item))
      for (const userId of users) {
        // Whoever was erased meanwhile is told of no more.
        if (this.#closed || !scores.find(score)) return;
        await services.send(lms, column, scoreFor(userId)).catch((error: unknown) => {
          if (!(error instanceof LmsFailure)) throw error;
          if (error.why === 'no-such-column') return this.#lookAfter(lms, course, column, error);
          // After a try whose answer got lost, or that failed at another column, the LMS has just this score.
          const isThere = error.why === 'older' && score.why !== null && score.why !== 'older';
          if (!isThere) throw error;
        });
      }
  }

  /** After an LMS said that there is no such place: the column may be gone, or the learner not be in the course. @throws LmsFailure */
  async #lookAfter(lms: KeptLms, course: KeptLmsCourse, column: string, failure: LmsFailure): Promise<never> {
    if (await this.#parts.services.hasColumn(lms, course, column))
      throw new LmsFailure('no-such-learner', { detail: failure.detail, status: 404 });
    const { lms: store } = this.#parts;
    if (store.columnsOf(course).some(({ url }) => url === column)) {
      store.forgetColumn(course, column);
      const now = store.course(course.id) ?? course;
      const wrong = [...now.services.wrong, column].slice(-100);
      store.changeCourse({ ...now, services: { ...now.services, wrong } });
    }
    throw failure;
  }

  /** The addresses of the columns for an item. One is made if none is known. @throws LmsFailure */
  async #columnsFor(lms: KeptLms, course: KeptLmsCourse, item: string): Promise<string[]> {
    const known = this.#parts.lms.columnsOf(course).filter((one) => one.item === item);
    if (known.length > 0) return known.map(({ url }) => url);
    const name = `${course.id} ${item}`;
    const begun =
      this.#columns.get(name) ?? this.#newColumn(lms, course, item).finally(() => this.#columns.delete(name));
    this.#columns.set(name, begun);
    return [await begun];
  }

  async #newColumn(lms: KeptLms, course: KeptLmsCourse, item: string): Promise<string> {
    const wanted = this.#parts.columnFor(course, item);
    if (!wanted) throw new LmsFailure('no-columns', { status: 0 });
    const { wrong } = course.services;
    const there = await this.#parts.services.columns(lms, course, wanted.resourceId);
    const url =
      there.find((one) => !wrong.includes(one)) ??
      (await this.#parts.services.addColumn(lms, course, wanted));
    this.#parts.lms.setColumn(course, { item, url, coupled: false });
    return url;
  }

  #after(failure: LmsFailure, score: QueuedScore, tries: number): Outcome {
    const { why, detail } = failure;
    const waits: Outcome = {
      ...{ state: 'waiting', tries, why, detail },
      nextAt: Date.now() + Math.max(this.#wait(tries), (failure.retryAfter ?? 0) * 1000),
    };
    const refused: Outcome = { state: 'refused', tries, why, detail, nextAt: 0 };
    switch (why) {
      case 'no-such-column':
        // The next try finds another column, or makes one.
        return tries < MOST_REFUSALS ? { ...waits, nextAt: 0 } : refused;
      case 'older':
        if (score.why === 'older') return refused;
        this.#parts.scores.postpone(
          score,
          new Date((Date.parse(failure.date ?? '') || 0) + 1000).toISOString(),
        );
        return { ...waits, nextAt: 0 };
      case 'not-allowed':
      case 'wrong-audience':
      case 'unknown-client':
        return tries < MOST_REFUSALS ? waits : refused;
      case 'no-such-learner':
      case 'not-gradable':
      case 'no-columns':
      case 'refused':
        return refused;
      default:
        return waits;
    }
  }

  /** @returns ms, somewhat different each time, so that not all come at once. */
  #wait(tries: number): number {
    const { first = FIRST_WAIT, longest = LONGEST_WAIT } = this.#parts.times ?? {};
    return Math.round(Math.min(longest, first * 2 ** (tries - 1)) * (0.75 + Math.random() / 2));
  }
}
