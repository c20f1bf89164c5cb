import { AsyncLocalStorage } from 'node:async_hooks';

const current = new AsyncLocalStorage<Work>();

/**
 * Work of many commands that can be ended as a whole, such as the making of a lab host. Then none of its commands runs on, and none is
 * started any more. exec.ts finds out which work a command is part of; the code that runs the command need not say.
 */
export class Work {
  /** Variables in the environment of each of its commands, by which they are found after the lab server was killed. */
  readonly env: Readonly<Record<string, string>>;
  readonly #controller = new AbortController();
  readonly #under = new Set<Promise<unknown>>();

  constructor(env: Record<string, string> = {}) {
    this.env = env;
  }

  /** Whether the work was ended. Then its commands fail. */
  get ended(): boolean {
    return this.#controller.signal.aborted;
  }

  /** Does the task, whose commands are all part of this work. */
  async do<T>(task: () => Promise<T>): Promise<T> {
    const done = current.run(this, task);
    this.#under.add(done);
    try {
      return await done;
    } finally {
      this.#under.delete(done);
    }
  }

  /** The same, with an environment of its own for the task's commands. */
  doPart<T>(env: Record<string, string>, task: () => Promise<T>): Promise<T> {
    const part = new Work(env);
    const forget = this.onEnd(() => void part.end());
    return this.do(() => part.do(task)).finally(forget);
  }

  /** Ends its commands. Resolves once nothing of it runs any more. */
  async end(): Promise<void> {
    this.#controller.abort();
    await Promise.allSettled(this.#under);
  }

  /** Calls the listener when the work is ended, or at once if it was. @returns a function that removes the listener. */
  onEnd(listener: () => void): () => void {
    const { signal } = this.#controller;
    if (signal.aborted) listener();
    signal.addEventListener('abort', listener, { once: true });
    return () => signal.removeEventListener('abort', listener);
  }
}

/** The work, if any, that the calling code is part of. */
export const currentWork = (): Work | undefined => current.getStore();

/** For code that waits without a command that would fail. @throws Error when the work that the code is part of was ended. */
export function goOn(): void {
  if (currentWork()?.ended) throw new Error('What this is for was ended.');
}

/** Waits for something that others wait for too, until the calling code's work is ended. @throws Error if that comes first. */
export async function orEnded(promise: Promise<void>): Promise<void> {
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  const forget = currentWork()?.onEnd(resolve);
  await Promise.race([promise, ended]).finally(forget);
  goOn();
}
