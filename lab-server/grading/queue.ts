/** So many wait for the same thing that one more is refused. */
export class QueueFull extends Error {
  override name = 'QueueFull';
}

/** Runs tasks of the same key one after another, in the order they came; tasks of different keys at once. */
export class KeyedQueue {
  readonly #mostWaiting: number;
  readonly #queues = new Map<string, { last: Promise<unknown>; length: number }>();

  constructor(mostWaiting: number) {
    this.#mostWaiting = mostWaiting;
  }

  /** @throws QueueFull */
  async run<T>(key: string, task: () => Promise<T>): Promise<T> {
    const queue = this.#queues.get(key) ?? { last: Promise.resolve(), length: 0 };
    if (queue.length > this.#mostWaiting) {
      throw new QueueFull(`${this.#mostWaiting} of your answers wait to be checked; try again in a moment.`);
    }
    this.#queues.set(key, queue);
    queue.length++;
    const result = queue.last.then(task);
    queue.last = result.catch(() => {});
    try {
      return await result;
    } finally {
      queue.length--;
      if (queue.length === 0) this.#queues.delete(key);
    }
  }

  /** Resolves once every task that is in the queue by now is over. */
  async idle(): Promise<void> {
    await Promise.all([...this.#queues.values()].map((queue) => queue.last));
  }
}
