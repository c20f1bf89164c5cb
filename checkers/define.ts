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
  /** Runs in the network namespace of this process (its id as the host's own `ps` shows it) instead of the host's. */
  netnsOf?: number;
  /** The same, in one that a file of the host keeps, as a process there (its id on the host) sees it. */
  netnsAt?: { path: string; seenBy: number };
  /**
   * Runs on the host itself as that user, with its files and programs, which the learner may have changed: what it prints proves
   * nothing against them. `netnsOf` and `netnsAt` don't go with it.
   */
  inside?: HostUser;
}

/** Root of a lab host, or the learner's account on it. */
export type HostUser = 'root' | 'pi';

/** The check could not look at the host. The message says why and the way out; it never costs an attempt. */
export class ObserveError extends Error {
  override name = 'ObserveError';
}

/**
 * A lab host as checkers see it: from outside, with tools the learner can't change.
 *
 * `run` starts a program of the pristine lab image (never of the learner's own files, but for `inside`) inside the host's network and
 * process namespaces. It sees the host's /run and the frameworks' own directories, without following symbolic links
 * there, and nothing else the learner could have put in its way.
 */
export interface LabHost {
  /** @throws ObserveError when the host is not there or the command ran past `timeoutMs`. */
  run(argv: readonly string[], options?: RunOptions): Promise<RunResult>;
}

/** The contract of a checker: one file under checkers/ whose default export is made by `defineChecker`. */
export interface Checker<Answer extends z.ZodObject = z.ZodObject, Facts = unknown> {
  /** What the learner submits. Titles and descriptions become the answer form. */
  answer: Answer;
  /** Looks at the lab host. Every command has a time limit. Facts reach `judge` as JSON carries them, from another process. */
  observe(host: LabHost): Promise<Facts>;
  /** Pure: no clock, no I/O, so that it is tested on recorded facts. */
  judge(answer: z.infer<Answer>, facts: Facts): Verdict;
}

/** Gives a checker its types; the generics tie `judge` to what `answer` and `observe` say. */
export function defineChecker<Answer extends z.ZodObject, Facts>(
  checker: Checker<Answer, Facts>,
): Checker<Answer, Facts> {
  return checker;
}
