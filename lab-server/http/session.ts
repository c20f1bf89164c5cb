import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import path from 'node:path';
import type { Response } from 'express';
import { notServed } from '../classes/joining.ts';
import type { Shelf } from '../course/shelf.ts';
import type { Audit } from '../store/audit.ts';
import type { Learner, Learners } from '../store/learners.ts';
import { keyOf } from './browser-key.ts';
import { OwnCookie } from './cookies.ts';
import type { CoursePaths } from './course-paths.ts';
import { HttpProblem } from './problem.ts';

export const learnerCookie = new OwnCookie('learner');
/** The longest time that browsers keep a cookie (RFC 6265bis), in ms. */
const LIFETIME = 400 * 24 * 3600 * 1000;
const SECRET_BYTES = 32;

/**
 * Tells by a signed cookie which learner a request comes from. The server keeps nothing for a session, so sessions outlive a restart. The
 * signature covers the learner's id, their personal code, and the key of the browser that the cookie was made for: the cookie is void once the
 * learner has a new code, and in any other browser.
 */
export class Sessions {
  readonly #learners: Learners;
  readonly #audit: Pick<Audit, 'mentions'>;
  readonly #secret: Buffer;
  readonly #courses: Pick<Shelf, 'first' | 'has' | 'names'>;
  readonly #paths: Pick<CoursePaths, 'of'>;

  /** @param audit the audit trail, which still knows the ids of learners who were erased. */
  constructor(
    learners: Learners,
    audit: Pick<Audit, 'mentions'>,
    secret: Buffer,
    courses: Pick<Shelf, 'first' | 'has' | 'names'>,
    paths: Pick<CoursePaths, 'of'>,
  ) {
    this.#learners = learners;
    this.#audit = audit;
    this.#secret = secret;
    this.#courses = courses;
    this.#paths = paths;
  }

  /**
   * The learner whom the cookie names; a learner who was merged into another is that other one. Undefined when the request has no cookie of ours,
   * a forged one, one that was made for another browser, two of different learners, or one of a learner who was erased or removed.
   * @param course the cookie is that for this one; when left out, for the course whose path the request has.
   */
  learnerOf(request: IncomingMessage, course = this.#paths.of(request)): Learner | undefined {
    const key = keyOf(request);
    const named = this.#ofCourse(course)
      .read(request)
      .flatMap((cookie) => this.#believed(cookie, key) ?? []);
    const [learner] = named;
    return named.every(({ id }) => id === learner?.id) ? learner : undefined;
  }

  /** The learners that this browser is in courses other than this one. */
  othersOf(request: IncomingMessage, { course }: Pick<Learner, 'course'>): string[] {
    return this.#courses.names
      .filter((name) => name !== course)
      .flatMap((name) => this.learnerOf(request, name)?.id ?? []);
  }

  /** The learner, if they take part. @throws HttpProblem 401 without one, 403 for a learner who waits to be let in */
  require(request: IncomingMessage): Learner {
    return active(this.requireJoined(request));
  }

  /** The learner, whether they take part or wait to be let in. @throws HttpProblem 401 */
  requireJoined(request: IncomingMessage): Learner {
    const learner = this.learnerOf(request);
    if (learner?.course === this.#paths.of(request)) return learner;
    if (learner && !this.#courses.has(learner.course))
      throw new HttpProblem('course-not-served', notServed(learner.course));
    const cookies = this.#cookie(request).read(request);
    if (cookies.length === 0) throw notJoined();
    if (cookies.every((cookie) => this.#isErased(idIn(cookie)))) {
      const detail =
        'An instructor has erased what this lab server kept of you. To begin anew, join with a name and a class code.';
      throw new HttpProblem('erased', detail);
    }
    throw new HttpProblem(
      'not-joined',
      'The cookie that this browser sent was not made for it, or is good no more. Join again, under your name and with your personal code.',
    );
  }

  /**
   * The id of the learner whom the request claims to come from, unchecked. This is enough to take a right away, on pages that no script of ours
   * asks for.
   */
  saidLearner(request: IncomingMessage): string | undefined {
    return this.#cookie(request).read(request).map(idIn)[0];
  }

  /** Tells the client's browser to be this learner from now on in the learner's course. @throws HttpProblem */
  begin(request: IncomingMessage, response: Response, learner: Learner): void {
    const value = this.#signed(learner, keyOf(request));
    response.append('Set-Cookie', this.#ofCourse(learner.course).set(request, value, { lifetime: LIFETIME }));
  }

  /** Tells the client's browser to be nobody in the course that is asked for. */
  end(request: IncomingMessage, response: Response): void {
    response.append('Set-Cookie', this.#cookie(request).clear(request));
  }

  /** A value that stands for all present sessions of a learner. It changes when they all become void. */
  stampOf({ id, personalCode }: Learner): string {
    return this.#mac('stamp', id, personalCode);
  }

  /** The learner, if sessions that had this stamp are still good. @throws HttpProblem 401 */
  stillOf(id: string, stamp: string): Learner {
    const learner = this.#learners.find(id);
    if (learner && isIn(learner) && same(stamp, this.stampOf(learner))) return learner;
    throw notJoined();
  }

  #cookie(request: IncomingMessage): OwnCookie {
    return this.#ofCourse(this.#paths.of(request));
  }

  /** A browser has a cookie for each course, so that two tabs can be in two. The first course's is the one of before there were several. */
  #ofCourse(course: string): OwnCookie {
    return course === this.#courses.first ? learnerCookie : new OwnCookie(`learner-${course}`);
  }

  #believed(cookie: string, key: string): Learner | undefined {
    const id = idIn(cookie);
    const named = this.#learners.find(id);
    if (!named || !same(cookie, this.#signed(named, key))) return undefined;
    const learner = this.#learners.current(id);
    return learner && isIn(learner) ? learner : undefined;
  }

  /** Learners who study alone are in no class, and no instructor can erase them. */
  #isErased(id: string): boolean {
    return this.#learners.find(id) === undefined && this.#audit.mentions(id);
  }

  #signed({ id, personalCode }: Learner, key: string): string {
    return `${id}.${this.#mac('session', id, personalCode, key)}`;
  }

  #mac(...parts: (string | null)[]): string {
    return createHmac('sha256', this.#secret).update(JSON.stringify(parts)).digest('base64url');
  }
}

/** The learner, if they take part. @throws HttpProblem 403 */
export function active(learner: Learner): Learner {
  if (learner.state === 'active') return learner;
  const way = 'Your instructor sees that you wait and lets you in';
  throw new HttpProblem('waiting-for-approval', `${way}; this page goes on by itself then.`);
}

/** The learner whom a cookie names. */
const idIn = (cookie: string): string => cookie.split('.')[0] ?? '';

const notJoined = () =>
  new HttpProblem('not-joined', 'Join first, with POST /api/join or on the start page.');

const isIn = ({ state }: Learner) => state === 'active' || state === 'waiting';

/** Compares in a time that does not tell how much of the value is right. */
function same(given: string, right: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(right)];
  return one.length === other.length && timingSafeEqual(one, other);
}

/**
 * The secret that signs cookies: dataDir/cookie-secret, made when it is not there, readable by its owner only.
 * @throws Error when vethlab did not write the file.
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
