import type { Request } from 'express';
import { ipKeyGenerator } from 'express-rate-limit';
import { Tally } from '../common/tally.ts';
import { HttpProblem } from './problem.ts';

// A whole class may share one address. When somebody there guesses codes or passwords, that must not keep the others out. So a right one is
// not counted, and one that was right there before is let in even when the limit is reached.

/** How long in ms we remember that somebody came in from an address. */
const DAY = 24 * 3600_000;

/** Wrong class codes and personal codes from one address in a minute. A class code has 30 bits, so guessing one at this rate takes years. */
const WRONG_CODES = 300;
/** New learners from one address in a minute. A host is made for each. */
const COMINGS = 240;
/** Wrong passwords from one address in a minute: for one name, and for all names together. */
const WRONG_PASSWORDS = 10;
const WRONG_AT_DESK = 60;

/** The address that a request comes from. All people behind a proxy or a router share it. */
export const addressOf = (request: Request): string => ipKeyGenerator(request.ip ?? '');

/** Guards joining. */
export class JoinGuesses {
  readonly #wrong = new Tally({ most: WRONG_CODES });
  readonly #comings = new Tally({ most: COMINGS });
  /** Codes that are known to be right at an address, because somebody there came in by one or has the class at their desk. */
  readonly #right = new Tally({ most: Number.POSITIVE_INFINITY, time: DAY });

  /** To be called before a try. @param code as a class has it @throws HttpProblem 429 */
  admit(address: string, code: string): void {
    if (!this.#right.has(`${address} ${code}`))
      refuseFor(this.#wrong.wait(address), `${WRONG_CODES} wrong codes`);
    refuseFor(this.#comings.wait(address), `${COMINGS} joinings from one address`);
  }

  /** To be called after a wrong try. @throws HttpProblem 429 when it is one too many */
  failed(address: string): void {
    if (!this.#wrong.take(address)) refuseFor(this.#wrong.wait(address), `${WRONG_CODES} wrong codes`);
  }

  /** To be called after a right try. @param isNew whether the browser was not theirs already */
  came(address: string, code: string, isNew: boolean): void {
    this.isRight(address, code);
    if (isNew) this.#comings.take(address);
  }

  /** Somebody at the address knows the code anyway. */
  isRight(address: string, code: string): void {
    this.#right.take(`${address} ${code}`);
  }
}

/** Guards signing in by password. One-time links are too long to be guessed, so they are not limited. */
export class PasswordGuesses {
  readonly #ofName = new Tally({ most: WRONG_PASSWORDS });
  readonly #wrong = new Tally({ most: WRONG_AT_DESK });
  /** Browsers in which an instructor has signed in. Guesses of others do not count against them. */
  readonly #known = new Tally({ most: Number.POSITIVE_INFINITY, time: 30 * DAY });

  /** To be called before a try. @param key of the browser @throws HttpProblem 429 */
  admit(address: string, name: string, key: string): void {
    const [who, isKnown] = this.#who(address, name, key);
    const way = '; a one-time link lets you in at once: `npm run sign-in` makes one';
    refuseFor(this.#ofName.wait(who), `${WRONG_PASSWORDS} wrong passwords for a name`, way);
    if (!isKnown)
      refuseFor(this.#wrong.wait(address), `${WRONG_AT_DESK} wrong passwords from one address`, way);
  }

  failed(address: string, name: string, key: string): void {
    const [who, isKnown] = this.#who(address, name, key);
    this.#ofName.take(who);
    if (!isKnown) this.#wrong.take(address);
  }

  /** A try that was counted was right. */
  right(address: string, name: string, key: string): void {
    const [who, isKnown] = this.#who(address, name, key);
    this.#ofName.giveBack(who);
    if (!isKnown) this.#wrong.giveBack(address);
  }

  /** An instructor has signed in in that browser. */
  came(name: string, key: string): void {
    if (key !== '') this.#known.take(`${name.toLowerCase()} ${key}`);
  }

  #who(address: string, given: string, key: string): [who: string, isKnown: boolean] {
    const name = given.toLowerCase();
    const isKnown = key !== '' && this.#known.has(`${name} ${key}`);
    return [`${name} ${isKnown ? key : address}`, isKnown];
  }
}

/** @param wait in ms @throws HttpProblem 429 */
function refuseFor(wait: number, most: string, way = ''): void {
  if (wait <= 0) return;
  const seconds = String(Math.ceil(wait / 1000));
  const detail = `At most ${most} a minute are taken; try again in ${seconds} s${way}.`;
  throw new HttpProblem('too-many-requests', detail, { headers: { 'Retry-After': seconds } });
}
