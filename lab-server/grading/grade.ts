import type { Logger } from 'pino';
import { type Checker, ObserveError } from '../../checkers/define.ts';
import { Verdict } from '../../protocol/verdict.ts';
import { HostNotReady } from '../hosts/contract.ts';

/** Most ms a check may take in all. */
export const CHECK_LIMIT = 30_000;

/**
 * Looks at the host and judges an answer that its schema has already accepted. Never throws: when the check could not
 * look, or is broken, the verdict is `error` and says so.
 */
export async function grade(
  { judge }: Pick<Checker, 'judge'>,
  answer: Record<string, unknown>,
  observe: () => Promise<unknown>,
  logger: Logger,
  limitMs = CHECK_LIMIT,
): Promise<Verdict> {
  try {
    const facts = await within(limitMs, observe());
    return Verdict.parse(judge(answer, facts));
  } catch (error) {
    if (isForeseen(error)) logger.warn({ reason: error.message }, 'A check could not look');
    else logger.error({ err: error }, 'A check failed');
    return couldNotLook(error);
  }
}

/** Errors whose message is meant for the learner. */
function isForeseen(error: unknown): error is Error {
  return error instanceof ObserveError || error instanceof HostNotReady;
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

async function within<T>(limitMs: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new ObserveError(`Looking at your host took longer than ${limitMs / 1000} s; try again.`)),
      limitMs,
    );
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
