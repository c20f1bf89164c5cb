const FIRST = 250;
const LONGEST = 8_000;

/** The wait before another try, in ms. It doubles from 250 to 8,000, and begins anew after a success. */
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
