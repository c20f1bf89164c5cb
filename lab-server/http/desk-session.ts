import type { IncomingMessage } from 'node:http';
import type { Response } from 'express';
import {
  type Instructors,
  type KeptInstructor,
  SESSION_LIFETIME,
  sessionIdOf,
} from '../store/instructors.ts';
import { keyOf } from './browser-key.ts';
import { OwnCookie } from './cookies.ts';
import { HttpProblem } from './problem.ts';

export const deskCookie = new OwnCookie('desk');

/** Tells which instructor a request comes from, by a token that they got when they signed in. It is good only in the browser where they did. */
export class DeskSessions {
  readonly #instructors: Instructors;

  constructor(instructors: Instructors) {
    this.#instructors = instructors;
  }

  /** @throws HttpProblem 401 */
  require(request: IncomingMessage): KeptInstructor {
    return this.requireSession(request).instructor;
  }

  /** The instructor, and which of their sessions it is. @throws HttpProblem 401 */
  requireSession(request: IncomingMessage): { instructor: KeptInstructor; session: string } {
    const session = this.#sessionOf(request);
    if (session === undefined) throw notSignedIn();
    return { instructor: this.stillOf(session), session };
  }

  /** The instructor whose session it is. @throws HttpProblem 401 when it is over. */
  stillOf(session: string): KeptInstructor {
    const instructor = this.#instructors.ofSession(session);
    if (instructor) return instructor;
    throw notSignedIn();
  }

  /** Signs an instructor in. Whoever was signed in there before is signed out. @throws HttpProblem */
  begin(request: IncomingMessage, response: Response, { id }: KeptInstructor): void {
    this.#endOf(request);
    const token = this.#instructors.beginSession(id, keyOf(request));
    response.append('Set-Cookie', deskCookie.set(request, token, { lifetime: SESSION_LIFETIME }));
  }

  end(request: IncomingMessage, response: Response): void {
    this.#endOf(request);
    response.append('Set-Cookie', deskCookie.clear(request));
  }

  /** After a change of password. */
  endOthers(request: IncomingMessage, { id }: KeptInstructor): void {
    this.#instructors.endOtherSessions(id, this.#sessionOf(request) ?? '');
  }

  #endOf(request: IncomingMessage): void {
    const session = this.#sessionOf(request);
    if (session !== undefined) this.#instructors.endSession(session);
  }

  /** The session that this browser is in, of all cookies it has. Undefined when there is none, or when the cookies belong to two sessions. */
  #sessionOf(request: IncomingMessage): string | undefined {
    const key = keyOf(request);
    const sessions = deskCookie.read(request).map((token) => sessionIdOf(token, key));
    const [session, ...more] = sessions.filter((one) => this.#instructors.ofSession(one) !== undefined);
    return more.every((one) => one === session) ? session : undefined;
  }
}

const notSignedIn = () =>
  new HttpProblem('not-signed-in', 'Sign in at /desk/, by a one-time link or your password.');
