import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import path from 'node:path';
import type { Response } from 'express';
import type { Learner, Learners } from '../store/learners.ts';
import { cookieOf, cookieOptions, cookiesOf, TWO_COOKIES } from './cookies.ts';
import { HttpProblem } from './problem.ts';

export const SESSION_COOKIE = 'vethlab';
/** The longest browsers keep a cookie (RFC 6265bis), in ms. */
const LIFETIME = 400 * 24 * 3600 * 1000;
const SECRET_BYTES = 32;

/** Who a request comes from, by a signed cookie; nothing is kept per session, so it outlives a restart. */
export class Sessions {
  readonly #learners: Learners;
  readonly #secret: Buffer;

  constructor(learners: Learners, secret: Buffer) {
    this.#learners = learners;
    this.#secret = secret;
  }

  /**
   * Undefined when the request has no cookie of ours, a forged one, or one of a learner who is no more or was removed. Who was merged
   * into another is that one.
   */
  learnerOf(request: IncomingMessage): Learner | undefined {
    const cookie = cookieOf(request, SESSION_COOKIE) ?? '';
    const [id = ''] = cookie.split('.');
    const given = Buffer.from(cookie);
    const right = Buffer.from(this.#signed(id));
    if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
    const learner = this.#learners.current(id);
    return learner && ['active', 'waiting'].includes(learner.state) ? learner : undefined;
  }

  /** Who takes part. @throws HttpProblem 401, or 403 for one who waits to be let in */
  require(request: IncomingMessage): Learner {
    const learner = this.requireJoined(request);
    if (learner.state === 'active') return learner;
    const way = 'Your instructor sees that you wait and lets you in';
    throw new HttpProblem('waiting-for-approval', `${way}; this page goes on by itself then.`);
  }

  /** The same, or who waits to be let in. @throws HttpProblem 401 */
  requireJoined(request: IncomingMessage): Learner {
    const learner = this.learnerOf(request);
    if (learner) return learner;
    if (cookiesOf(request, SESSION_COOKIE).length > 1) throw new HttpProblem('not-joined', TWO_COOKIES);
    throw new HttpProblem('not-joined', 'Join first, with POST /api/join or on the start page.');
  }

  /** Tells the client's browser to be this learner from now on. */
  begin(response: Response, learner: Learner): void {
    response.cookie(SESSION_COOKIE, this.#signed(learner.id), cookieOptions(LIFETIME));
  }

  #signed(id: string): string {
    return `${id}.${createHmac('sha256', this.#secret).update(id).digest('base64url')}`;
  }
}

/**
 * The secret that signs cookies: dataDir/cookie-secret, made when it is not there, readable by its owner only.
 * @throws Error when the file is not one we wrote.
 */
export function cookieSecret(dataDir: string): Buffer {
  const file = path.join(dataDir, 'cookie-secret');
  try {
    writeFileSync(file, randomBytes(SECRET_BYTES), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const secret = readFileSync(file);
  if (secret.length === SECRET_BYTES) return secret;
  throw new Error(`${file} is damaged; remove it to make a new one (everybody has to join again then).`);
}
