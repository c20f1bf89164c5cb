import type { Logger } from 'pino';
import type { QueuedStatement, XapiStore } from '../store/xapi.ts';
import type { Lrs } from './lrs.ts';

/** Statements that are sent at once. */
const BATCH = 50;
/** ms after the first failure; each wait after that is twice as long. */
const FIRST_WAIT = 1_000;
/** ms: the longest wait. */
const LONGEST_WAIT = 600_000;
/** It has a statement of this id. That is this one, from a try whose answer got lost. */
const KNOWN = 409;
/** Answers that say that a statement will never be taken. */
const REFUSALS = [400, 413, 422];

interface Parts {
  store: XapiStore;
  lrs: Pick<Lrs, 'store'>;
  /** Who a statement is on. */
  actorOf(learner: string): object;
  logger: Logger;
  /** ms, in place of those above. */
  times?: { first: number; longest: number };
}

type Outcome = 'arrived' | 'refused' | 'later';

/**
 * Sends the statements of the queue in their order, again and again until they have arrived. One that is refused for good is left out. What is sent twice has the
 * same id, and so stands once.
 */
export class XapiSender {
  readonly #parts: Parts;
  #timer: NodeJS.Timeout | undefined;
  #isSending = false;
  #isClosed = false;
  /** Failures in a row. */
  #failures = 0;
  /** So many of the next statements are sent each alone, since one of them is not taken. */
  #alone = 0;
  /** What kept them from arriving when that was last logged. */
  #trouble = '';
  /** What the last answer said. */
  #said = { status: 0, text: '', retryAfter: Number.NaN };

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** To be called when something was put in the queue, and once at the start. */
  wake(): void {
    if (!this.#isSending && !this.#isClosed && this.#timer === undefined) void this.#sendAll();
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
  }

  async #sendAll(): Promise<void> {
    const { store, logger } = this.#parts;
    this.#isSending = true;
    try {
      for (;;) {
        const batch = store.first(this.#alone > 0 ? 1 : BATCH);
        if (batch.length === 0) return;
        const outcome = await this.#send(batch);
        if (this.#isClosed) return;
        if (outcome === 'later') return this.#wait();
        this.#take(batch, outcome);
      }
    } catch (error) {
      logger.error({ err: error }, 'Statements could not be sent');
      this.#wait();
    } finally {
      this.#isSending = false;
    }
  }

  #take(batch: QueuedStatement[], outcome: Outcome): void {
    const { store, logger } = this.#parts;
    [this.#failures, this.#trouble] = [0, ''];
    const [only, ...more] = batch;
    const isKnown = this.#said.status === KNOWN;
    // Of several none was stored.
    if (more.length > 0 && (isKnown || outcome === 'refused')) {
      this.#alone = batch.length;
      return;
    }
    if (outcome === 'refused')
      logger.warn(
        { learner: only?.learner, statement: only?.statement, ...this.#said },
        'The learning record store refuses a statement; it is left out',
      );
    store.remove(batch.map(({ id }) => id));
    this.#alone = Math.max(0, this.#alone - 1);
  }

  async #send(batch: readonly QueuedStatement[]): Promise<Outcome> {
    const { lrs, actorOf } = this.#parts;
    try {
      this.#said = await lrs.store(
        batch.map(({ id, learner, statement }) => ({ id, actor: actorOf(learner), ...statement })),
      );
    } catch (error) {
      this.#said = { status: 0, text: wordsOf(error), retryAfter: Number.NaN };
    }
    const { status } = this.#said;
    if (status === 200 || status === 204 || status === KNOWN) return 'arrived';
    return REFUSALS.includes(status) ? 'refused' : 'later';
  }

  /** Comes again later, each time somewhat different. */
  #wait(): void {
    const { logger, times: { first, longest } = { first: FIRST_WAIT, longest: LONGEST_WAIT } } = this.#parts;
    const { status, text, retryAfter } = this.#said;
    const trouble = String(status);
    if (trouble !== this.#trouble)
      logger.warn(
        { status, text, waiting: this.#parts.store.waiting() },
        'The learning record store takes no statements; they wait',
      );
    this.#trouble = trouble;
    const wait = Math.min(longest, first * 2 ** this.#failures++) * (0.75 + Math.random() / 2);
    const asked = Math.min(longest, (retryAfter || 0) * 1000);
    this.#timer = setTimeout(
      () => {
        this.#timer = undefined;
        this.wake();
      },
      Math.max(wait, asked),
    ).unref();
  }
}

function wordsOf(error: unknown): string {
  const { message, cause } = error as Error & { cause?: { code?: string; message?: string } };
  return cause?.message || cause?.code || message;
}
