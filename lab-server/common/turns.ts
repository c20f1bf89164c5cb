/** Runs a limited number of tasks at once; the others wait in the order they came. */
export class Turns {
  readonly #most: number;
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /** Whether a task would have to wait now. */
  get busy(): boolean {
    return this.#running >= this.#most;
  }

  async run<T>(task: () => Promise<T>): Promise<T> {
    if (this.busy) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#running++;
    try {
      return await task();
    } finally {
      // The task that is woken takes over this place.
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running--;
    }
  }
}
