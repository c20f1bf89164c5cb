import type { z } from 'zod';
import type { Verdict } from '../protocol/verdict.ts';

/** What a trusted command printed on the lab host. `code` is its exit status. */
export interface RunResult {
  argv: readonly string[];
  stdout: string;
  stderr: string;
  code: number;
}

export interface RunOptions {
  /** Default 10,000. */
  timeoutMs?: number;
  /** The id of a process, as `ps` on the host shows it. The command runs in its network namespace instead of the host's. */
  netnsOf?: number;
  /** The same for a namespace that a file keeps, by the file's path as a process (its id on the host) sees it. */
  netnsAt?: { path: string; seenBy: number };
  /**
   * Runs on the host itself as this user, with the host's own files and programs. The learner may have changed those, so the output proves
   * nothing against a learner. Can't be combined with `netnsOf` and `netnsAt`.
   */
  inside?: HostUser;
}

/** Root of a lab host, or the learner's account on it. */
export type HostUser = 'root' | 'pi';

/** The check could not look at the host. The message says why and the way out; it never costs an attempt. */
export class ObserveError extends Error {
  override name = 'ObserveError';
}

/** What is said of a program that was ended because it took more than its share of the processor, because of what a learner has piled up. */
export const lookedTooLong = (program: string): ObserveError =>
  new ObserveError(
    `There is so much on your lab host (processes, mounts, sockets) that ${program} could not look at it in time. End what you don't need, or reset the host.`,
  );

/**
 * A lab host as checkers see it: from outside, with tools the learner can't change.
 *
 * `run` starts a program of the pristine lab image inside the host's network and process namespaces; only `inside` starts one of the learner's
 * files. The program sees the host's /run and the frameworks' own directories, without following symbolic links there. It sees nothing else that
 * a learner could have put in its way.
 */
export interface LabHost {
  /** @throws ObserveError when the host is not there or the command ran past `timeoutMs`. */
  run(argv: readonly string[], options?: RunOptions): Promise<RunResult>;
}

/** The contract of a checker: one file under checkers/ whose default export is made by `defineChecker`. */
export interface Checker<Answer extends z.ZodObject = z.ZodObject, Facts = unknown> {
  /** What the learner submits. Titles and descriptions become the answer form. */
  answer: Answer;
  /** Looks at the lab host. Every command has a time limit. The facts go to `judge`, in another process, as JSON. */
  observe(host: LabHost): Promise<Facts>;
  /** Pure: no clock, no I/O, so that it is tested on recorded facts. */
  judge(answer: z.infer<Answer>, facts: Facts): Verdict;
}

/** Gives a checker its types: `judge` gets what `answer` and `observe` return. */
export function defineChecker<Answer extends z.ZodObject, Facts>(
  checker: Checker<Answer, Facts>,
): Checker<Answer, Facts> {
  return checker;
}
