/** Most keys that are counted at a time. Past that all begin anew: a client that sends many different keys must not fill the memory. */
const MOST_KEYS = 100_000;

interface Options {
  /** How often each key may happen in the time. */
  most: number;
  /** The time in ms; when left out, a minute. */
  time?: number;
  /** ms of a clock that never goes back. */
  now?: () => number;
}

/** Counts how often something happens for each key, and says when it is enough. The time begins with the first event, as with express-rate-limit. */
export class Tally {
  readonly #most: number;
  readonly #time: number;
  readonly #now: () => number;
  readonly #counts = new Map<string, { count: number; until: number }>();

  constructor({ most, time = 60_000, now = () => performance.now() }: Options) {
    this.#most = most;
    this.#time = time;
    this.#now = now;
  }

  /** Counts one event; false if it is one too many. */
  take(key: string): boolean {
    const kept = this.#kept(key);
    if (kept && kept.count >= this.#most) return false;
    if (kept) kept.count += 1;
    else this.#begin(key);
    return true;
  }

  /** Takes one counted event back. */
  giveBack(key: string): void {
    const kept = this.#kept(key);
    if (kept) kept.count -= 1;
  }

  /** ms until the next event is allowed; 0 if one is allowed now. */
  wait(key: string): number {
    const kept = this.#kept(key);
    return kept && kept.count >= this.#most ? kept.until - this.#now() : 0;
  }

  /** Whether it has happened within the time. */
  has(key: string): boolean {
    return this.#kept(key) !== undefined;
  }

  /** Number of keys that are kept. */
  get size(): number {
    return this.#counts.size;
  }

  #kept(key: string) {
    const kept = this.#counts.get(key);
    return kept && kept.until > this.#now() ? kept : undefined;
  }

  #begin(key: string): void {
    if (this.#counts.size >= MOST_KEYS) this.#sweep();
    this.#counts.set(key, { count: 1, until: this.#now() + this.#time });
  }

  #sweep(): void {
    const now = this.#now();
    for (const [key, { until }] of this.#counts) if (until <= now) this.#counts.delete(key);
    if (this.#counts.size >= MOST_KEYS) this.#counts.clear();
  }
}
