const FIRST = 250;
const LONGEST = 8_000;

/** How long to wait before trying again, in ms: it doubles from 250 to 8,000, and begins anew after a success. */
export class Backoff {
  #next = FIRST;

  next(): number {
    const wait = this.#next;
    this.#next = Math.min(wait * 2, LONGEST);
    return wait;
  }

  reset(): void {
    this.#next = FIRST;
  }
}
