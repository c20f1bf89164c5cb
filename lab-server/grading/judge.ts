import { setImmediate as turn } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { ObserveError } from '../../checkers/define.ts';
import type { Verdict } from '../../protocol/verdict.ts';
import { asThrown } from '../common/as-thrown.ts';
import type { FoldersOfCourses } from '../course/shelf.ts';
import type { Said, ToJudge } from './judge-worker.ts';

/** Most ms that judging one answer may take. */
export const JUDGE_LIMIT = 2000;
/** How many times longer loading a checker may take. */
const LOADING = 15;
/** ms without an answer after which the thread is ended, since it takes memory. */
const IDLE = 60_000;
/** Most MiB of the thread's heap. */
const HEAP = { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 4 };

/** Judging was ended before it came to a verdict. The message is meant for the learner. */
export class JudgeEnded extends Error {
  override name = 'JudgeEnded';
}

interface Parts {
  courses: FoldersOfCourses;
  /** Most ms that judging one answer may take. */
  judgeLimit?: number;
  /** ms. */
  idle?: number;
}

/**
 * Judges answers in a thread of its own, one after another, so that none can hold up the web server. An answer that takes too long, or too
 * much memory, ends with the thread, and the next one begins in a new thread. There is no thread before the first answer, nor long after the
 * last.
 */
export class Judge {
  readonly #courses: FoldersOfCourses;
  readonly #limit: number;
  readonly #idleFor: number;
  #worker: Worker | undefined;
  #idle: NodeJS.Timeout | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #isOld = false;

  constructor({ judgeLimit = JUDGE_LIMIT, idle = IDLE, courses }: Parts) {
    // Only what a thread can be handed.
    this.#courses = Object.fromEntries(
      Object.entries(courses).map(([name, { exercisesDir, checkersDir }]) => [
        name,
        { exercisesDir, checkersDir },
      ]),
    );
    this.#limit = judgeLimit;
    this.#idleFor = idle;
  }

  /**
   * The verdict of the exercise's checker on an answer. Answers of all courses take the same thread.
   * @throws JudgeEnded, ObserveError, or Error with anything else that the checker threw.
   */
  judge(given: ToJudge): Promise<Verdict> {
    const verdict = this.#last.then(() => this.#next(given));
    this.#last = verdict.catch(() => {});
    return verdict;
  }

  /** Starts the thread if there is none, since an answer will be judged soon. */
  expect(): void {
    if (this.#isOld || this.#worker) return;
    this.#worker = this.#begin();
    this.#endWhenIdle();
  }

  /** To be called when the course has changed: later answers are judged by the checkers as they are then. */
  renew(): void {
    this.#isOld = true;
  }

  async close(): Promise<void> {
    await this.#end();
  }

  async #next(given: ToJudge): Promise<Verdict> {
    clearTimeout(this.#idle);
    if (this.#isOld) await this.#end();
    this.#isOld = false;
    this.#worker ??= this.#begin();
    try {
      return await this.#judgeIn(this.#worker, given);
    } finally {
      this.#endWhenIdle();
    }
  }

  #endWhenIdle(): void {
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => void this.#end(), this.#idleFor).unref();
  }

  #begin(): Worker {
    const worker = new Worker(new URL('./judge-worker.ts', import.meta.url), {
      workerData: this.#courses,
      resourceLimits: HEAP,
      // The arguments and options of this process are not for the thread.
      execArgv: [],
    });
    worker.unref();
    // A thread that has ended by itself cannot be used any more.
    worker.on('error', () => {});
    worker.once('exit', () => {
      if (this.#worker === worker) this.#worker = undefined;
    });
    return worker;
  }

  async #end(): Promise<void> {
    clearTimeout(this.#idle);
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }

  #judgeIn(worker: Worker, given: ToJudge): Promise<Verdict> {
    const { promise, resolve, reject } = Promise.withResolvers<Verdict>();
    let isOver = false;
    const within = (ms: number, doing: string) =>
      setTimeout(async () => {
        // The thread's messages are read first: this process may have been busy itself.
        await turn();
        if (isOver) return;
        reject(new JudgeEnded(`${doing} took longer than ${ms / 1000} s, and was ended.`));
        await this.#end();
      }, ms);
    let limit = within(LOADING * this.#limit, 'Loading the check');
    const hear = (said: Said) => {
      if (said.say === 'begun') {
        clearTimeout(limit);
        limit = within(this.#limit, 'Judging the answer');
      } else if (said.say === 'judged') resolve(said.verdict);
      else reject(failure(said));
    };
    const failed = (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'ERR_WORKER_OUT_OF_MEMORY'
          ? new JudgeEnded(
              `Judging the answer took more than ${HEAP.maxOldGenerationSizeMb} MiB of memory, and was ended.`,
            )
          : error,
      );
    const left = () => reject(new JudgeEnded('Judging the answer was ended; try again.'));
    worker.on('message', hear).on('error', failed).on('exit', left);
    worker.postMessage(given);
    return promise.finally(() => {
      isOver = true;
      clearTimeout(limit);
      worker.off('message', hear).off('error', failed).off('exit', left);
    });
  }
}

/** An error as the thread threw it, with the thread's stack for the log. */
function failure(said: Extract<Said, { say: 'failed' }>): Error {
  const error = asThrown(said, [ObserveError]);
  if (said.stack !== undefined) error.stack = said.stack;
  return error;
}
