import { randomBytes } from 'node:crypto';

/** Most that are kept at a time; the oldest go first. */
const MOST = 10_000;

/** Secrets that can be used once, and each stands for something. They are kept in memory, so a restart makes them void. */
export class Tickets<T> {
  readonly #lifetime: number;
  readonly #kept = new Map<string, { value: T; until: number }>();

  /** @param lifetime ms for which one can be used. */
  constructor(lifetime: number) {
    this.#lifetime = lifetime;
  }

  /** @returns 43 characters of the alphabet of base64url. */
  issue(value: T): string {
    const ticket = randomBytes(32).toString('base64url');
    const now = performance.now();
    for (const [one, { until }] of this.#kept) {
      if (until > now && this.#kept.size < MOST) break;
      this.#kept.delete(one);
    }
    this.#kept.set(ticket, { value, until: now + this.#lifetime });
    return ticket;
  }

  /** What it stands for; undefined if there is no such ticket, if it was used, or if its time is over. */
  use(ticket: string): T | undefined {
    const found = this.#kept.get(ticket);
    this.#kept.delete(ticket);
    return found && found.until > performance.now() ? found.value : undefined;
  }
}
