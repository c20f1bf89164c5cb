import type { Logger } from 'pino';
import { ObserveError } from '../../checkers/define.ts';
import type { Verdict } from '../../protocol/verdict.ts';
import { within } from '../common/within.ts';
import { HostNotReady } from '../hosts/contract.ts';
import { JudgeEnded } from './judge.ts';

/** The longest in ms that a check may look at a host. */
export const CHECK_LIMIT = 30_000;

/**
 * Looks at the host and judges an answer that its schema has already accepted. Never throws: when the check could not
 * look, or is broken, the verdict is `error` and says so.
 */
export async function grade(
  observe: () => Promise<unknown>,
  judge: (facts: unknown) => Promise<Verdict>,
  logger: Logger,
  limitMs = CHECK_LIMIT,
): Promise<Verdict> {
  try {
    return await judge(await within(limitMs, observe(), () => tookLonger(limitMs)));
  } catch (error) {
    if (error instanceof JudgeEnded) logger.error({ reason: error.message }, 'Judging was ended');
    else if (isForeseen(error)) logger.warn({ reason: error.message }, 'A check could not look');
    else logger.error({ err: error }, 'A check failed');
    return couldNotLook(error);
  }
}

/** Errors whose message is meant for the learner. */
function isForeseen(error: unknown): error is Error {
  return [ObserveError, HostNotReady, JudgeEnded].some((kind) => error instanceof kind);
}

function couldNotLook(error: unknown): Verdict {
  const text = isForeseen(error)
    ? error.message
    : 'The check itself failed, which is not your doing. Try again; if it stays so, tell your instructor.';
  return {
    status: 'error',
    score: 0,
    findings: [
      {
        id: 'could-not-look',
        tone: 'note',
        text: `${text} This attempt does not count.`,
        evidence: [],
      },
    ],
  };
}

function tookLonger(limitMs: number): never {
  throw new ObserveError(`Looking at your host took longer than ${limitMs / 1000} s; try again.`);
}
