import type { Logger } from 'pino';
import type { RecordingShelf } from '../recordings/shelf.ts';
import type { Stores } from '../store/stores.ts';

/** Pause in ms between two searches for recordings that a class no longer keeps. */
const EXPIRE_EVERY = 3600_000;
const DAY = 24 * 3600_000;

interface Parts {
  stores: Stores;
  shelf: RecordingShelf;
  /** Whether the lab server records at all. */
  on: boolean;
  logger: Logger;
}

/** A class's settings of recordings: whether terminals are recorded, and how long recordings are kept. */
export class Recorded {
  readonly #parts: Parts;
  readonly #expire: NodeJS.Timeout;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#expire = setInterval(() => this.expire(), EXPIRE_EVERY).unref();
  }

  /** Whether this learner's terminals are recorded. */
  is(learner: string): boolean {
    const { on, stores } = this.#parts;
    return on && (stores.settingsOf(learner)?.recordings.on ?? true);
  }

  /** Removes recordings that their class no longer keeps. */
  expire(): void {
    const { stores, shelf, logger } = this.#parts;
    for (const { id, settings } of stores.classes.all()) {
      const { keepDays } = settings.recordings;
      if (keepDays === null) continue;
      const before = Date.now() - keepDays * DAY;
      for (const learner of stores.learners.of(id)) {
        const removed = shelf.expire(learner.id, before);
        if (removed > 0) logger.info({ learner: learner.id, removed }, 'Recordings have expired');
      }
    }
  }

  close(): void {
    clearInterval(this.#expire);
  }
}
