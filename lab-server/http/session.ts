import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import path from 'node:path';
import type { Response } from 'express';
import type { Learner, Learners } from '../store/learners.ts';
import { HttpProblem } from './problem.ts';

export const SESSION_COOKIE = 'vethlab';
/** The longest browsers keep a cookie (RFC 6265bis), in ms. */
const LIFETIME = 400 * 24 * 3600 * 1000;
const SECRET_BYTES = 32;
const TWO_COOKIES =
  'Your browser has two cookies that say who you are; a web page of a container may have set one. Delete the cookies of this address in your browser, and join again.';

/** Who a request comes from, by a signed cookie; nothing is kept per session, so it outlives a restart. */
export class Sessions {
  readonly #learners: Learners;
  readonly #secret: Buffer;

  constructor(learners: Learners, secret: Buffer) {
    this.#learners = learners;
    this.#secret = secret;
  }

  /** Undefined when the request has no cookie of ours, a forged one, or one of a learner who is no more. */
  learnerOf(request: IncomingMessage): Learner | undefined {
    const cookie = cookieOf(request) ?? '';
    const [id = ''] = cookie.split('.');
    const given = Buffer.from(cookie);
    const right = Buffer.from(this.#signed(id));
    if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
    return this.#learners.find(id);
  }

  /** @throws HttpProblem 401 */
  require(request: IncomingMessage): Learner {
    const learner = this.learnerOf(request);
    if (learner) return learner;
    if (cookiesOf(request).length > 1) throw new HttpProblem('not-joined', TWO_COOKIES);
    throw new HttpProblem('not-joined', 'Join first, with POST /api/join or on the start page.');
  }

  /** Tells the client's browser to be this learner from now on. */
  begin(response: Response, learner: Learner): void {
    response.cookie(SESSION_COOKIE, this.#signed(learner.id), {
      httpOnly: true,
      sameSite: 'strict',
      path: '/',
      maxAge: LIFETIME,
    });
  }

  #signed(id: string): string {
    return `${id}.${createHmac('sha256', this.#secret).update(id).digest('base64url')}`;
  }
}

/** Undefined where there are two that differ: a page at another port of this host has set one, and nobody can tell which. */
function cookieOf(request: IncomingMessage): string | undefined {
  const [first, ...more] = cookiesOf(request);
  return more.some((one) => one !== first) ? undefined : first;
}

function cookiesOf(request: IncomingMessage): string[] {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim());
  return pairs
    .filter((pair) => pair.startsWith(`${SESSION_COOKIE}=`))
    .map((pair) => pair.slice(SESSION_COOKIE.length + 1));
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
