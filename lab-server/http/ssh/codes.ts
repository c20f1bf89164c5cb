import { asCode, newPersonalCode } from '../../classes/codes.ts';

/** How long in ms a code lets in. */
const TIME = 10 * 60_000;
/** Wrong tries after which a code is void. It has 40 bits. */
const MOST_WRONG = 10;

interface Kept {
  code: string;
  until: number;
  wrong: number;
}

/** One-time codes for ssh, one for each learner who asked. None outlives the web server. */
export class SshCodes {
  readonly #codes = new Map<string, Kept>();
  readonly #now: () => number;

  /** @param now ms since 1970 */
  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** Makes one. The one before is void. */
  make(learner: string): { code: string; expiresAt: string } {
    const [code, until] = [newPersonalCode(), this.#now() + TIME];
    this.#codes.set(learner, { code, until, wrong: 0 });
    return { code, expiresAt: new Date(until).toISOString() };
  }

  /** Whether what was typed lets in. It does once. */
  take(learner: string, typed: string): boolean {
    const kept = this.#codes.get(learner);
    if (!kept) return false;
    const isRight = kept.code === asCode(typed);
    kept.wrong += isRight ? 0 : 1;
    const isOver = kept.until <= this.#now() || kept.wrong > MOST_WRONG;
    if (isRight || isOver) this.#codes.delete(learner);
    return isRight && !isOver;
  }

  forget(learner: string): void {
    this.#codes.delete(learner);
  }
}
