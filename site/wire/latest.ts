import { signal } from '@preact/signals';

/**
 * The order in which the lab server said things. It says them in answers and in events, over connections of their own, so that an answer may
 * be read here after something that was said later.
 */
export class SaidInOrder {
  #begun = 0;
  #newest = 0;

  /** Begins to ask. The returned function is called with the answer, and says whether nothing newer is known: otherwise the answer is to be dropped. */
  ask(): () => boolean {
    this.#begun += 1;
    const turn = this.#begun;
    return () => {
      if (turn < this.#newest) return false;
      this.#newest = turn;
      return true;
    };
  }

  /** To be called when something is known that is newer than the answer to any question under way, as from an event. */
  told(): void {
    this.#begun += 1;
    this.#newest = this.#begun;
  }
}

/** What the lab server last said of one thing, as a signal. A value that is set, as from an event, is newer than what is being read. */
export class Latest<T> {
  readonly #value;
  readonly #order = new SaidInOrder();

  constructor(value: T) {
    this.#value = signal<T>(value);
  }

  get value(): T {
    return this.#value.value;
  }

  set value(next: T) {
    this.#order.told();
    this.#value.value = next;
  }

  /** Reads the value from the lab server. What is read is dropped when something newer is known by then. @throws whatever `load` throws. */
  async read(load: () => Promise<T>): Promise<void> {
    const isNewest = this.#order.ask();
    const read = await load();
    if (isNewest()) this.#value.value = read;
  }
}
