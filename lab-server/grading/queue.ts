import { Refused } from '../common/refused.ts';

/** Too many tasks wait already, and one more is refused. */
export class QueueFull extends Refused {
  override name = 'QueueFull';

  constructor(message: string) {
    super('too-many-requests', message, { retryAfter: 5 });
  }
}

interface Queue {
  last: Promise<unknown>;
  /** How many tasks are in it, and how many of these count against the most that may wait. */
  tasks: number;
  counted: number;
}

/** Runs tasks of the same key one after another, in the order they came; tasks of different keys at once. */
export class KeyedQueue {
  readonly #mostWaiting: number;
  readonly #queues = new Map<string, Queue>();

  constructor(mostWaiting: number) {
    this.#mostWaiting = mostWaiting;
  }

  /** @throws QueueFull */
  async run<T>(key: string, task: () => Promise<T>): Promise<T> {
    if ((this.#queues.get(key)?.counted ?? 0) > this.#mostWaiting) {
      throw new QueueFull(`${this.#mostWaiting} of your answers wait to be checked; try again in a moment.`);
    }
    return this.#add(key, task, 1);
  }

  /**
   * Runs a task if there is no other of its key, and otherwise does nothing. Tasks that come while it runs wait for it; as many may wait as
   * without it.
   */
  async runAlone<T>(key: string, task: () => Promise<T>): Promise<T | undefined> {
    return this.#queues.has(key) ? undefined : this.#add(key, task, 0);
  }

  async #add<T>(key: string, task: () => Promise<T>, counts: 0 | 1): Promise<T> {
    const queue = this.#queues.get(key) ?? { last: Promise.resolve(), tasks: 0, counted: 0 };
    this.#queues.set(key, queue);
    queue.tasks++;
    queue.counted += counts;
    const result = queue.last.then(task);
    queue.last = result.catch(() => {});
    try {
      return await result;
    } finally {
      queue.tasks--;
      queue.counted -= counts;
      if (queue.tasks === 0) this.#queues.delete(key);
    }
  }

  /** Resolves once every task that is in the queue by now is over. */
  async idle(): Promise<void> {
    await Promise.all([...this.#queues.values()].map((queue) => queue.last));
  }
}
