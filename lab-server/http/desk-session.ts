import type { IncomingMessage } from 'node:http';
import type { Response } from 'express';
import { type Instructors, type KeptInstructor, SESSION_LIFETIME } from '../store/instructors.ts';
import { cookieOf, cookieOptions, cookiesOf, TWO_COOKIES } from './cookies.ts';
import { HttpProblem } from './problem.ts';

export const DESK_COOKIE = 'vethlab-desk';

/** Which instructor a request comes from, by a token that is theirs since they signed in. */
export class DeskSessions {
  readonly #instructors: Instructors;

  constructor(instructors: Instructors) {
    this.#instructors = instructors;
  }

  instructorOf(request: IncomingMessage): KeptInstructor | undefined {
    const token = cookieOf(request, DESK_COOKIE);
    return token ? this.#instructors.ofSession(token) : undefined;
  }

  /** @throws HttpProblem 401 */
  require(request: IncomingMessage): KeptInstructor {
    const instructor = this.instructorOf(request);
    if (instructor) return instructor;
    if (cookiesOf(request, DESK_COOKIE).length > 1) throw new HttpProblem('not-signed-in', TWO_COOKIES);
    throw new HttpProblem('not-signed-in', 'Sign in at /desk/, by a one-time link or your password.');
  }

  /** Signs in; whoever was signed in there before is not any more. */
  begin(request: IncomingMessage, response: Response, { id }: KeptInstructor): void {
    this.#endOf(request);
    response.cookie(DESK_COOKIE, this.#instructors.beginSession(id), cookieOptions(SESSION_LIFETIME));
  }

  end(request: IncomingMessage, response: Response): void {
    this.#endOf(request);
    response.clearCookie(DESK_COOKIE, { path: '/' });
  }

  /** After a change of password. */
  endOthers(request: IncomingMessage, { id }: KeptInstructor): void {
    this.#instructors.endOtherSessions(id, cookieOf(request, DESK_COOKIE) ?? '');
  }

  #endOf(request: IncomingMessage): void {
    const token = cookieOf(request, DESK_COOKIE);
    if (token) this.#instructors.endSession(token);
  }
}
