import { setImmediate, setTimeout } from 'node:timers/promises';

/** Runs some work when it is its turn. */
export type Turn = (work: () => Promise<void>) => Promise<void>;

/** The turn of a caller that draws alone. */
export const atOnce: Turn = (work) => work();

/** After a piece of this many ms the process rests for as long as that took, so that keystrokes go on. */
const LONG = 4;

interface Waiting {
  work: () => Promise<void>;
  done: (result: Promise<void>) => void;
}

/**
 * Has work of many learners done one piece at a time, a piece of each learner in turn. A learner with eight terminals full of slow output gets
 * as much time as a learner with one. After a long piece the process rests as long as that took.
 */
export class Turns {
  /** Each learner's pieces, in the order in which their turn comes. */
  readonly #waiting = new Map<string, Waiting[]>();
  #isRunning = false;

  /** The turn of one learner. */
  of(learner: string): Turn {
    return (work) =>
      new Promise((resolve) => {
        const mine = this.#waiting.get(learner) ?? [];
        mine.push({ work, done: resolve });
        this.#waiting.set(learner, mine);
        if (!this.#isRunning) void this.#run();
      });
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    for (let next = this.#next(); next; next = this.#next()) {
      const began = performance.now();
      const result = next.work();
      next.done(result);
      await result.catch(() => {});
      const took = performance.now() - began;
      await (took > LONG ? setTimeout(took) : setImmediate());
    }
    this.#isRunning = false;
  }

  #next(): Waiting | undefined {
    const [first] = this.#waiting;
    if (!first) return undefined;
    const [learner, mine] = first;
    const next = mine.shift();
    // The learner goes to the end of the queue.
    this.#waiting.delete(learner);
    if (mine.length > 0) this.#waiting.set(learner, mine);
    return next;
  }
}
