import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import type { KeptLms, KeptLmsCourse } from '../store/lms.ts';
import { LmsFailure } from './failure.ts';
import type { OwnKeys } from './keys.ts';
import { SCOPE } from './launch.ts';
import type { Answer, Outside } from './outside.ts';

/** Seconds for which an assertion of ours is good. */
const ASSERTION = 300;
/** ms by which clocks may differ without a word. */
const CLOCKS = 10_000;
/** Seconds before its end from which a token is not used any more. */
const MARGIN = 60;
/** Most pages of a list that are read. */
const PAGES = 200;

/** Media types (AGS 2.0, NRPS 2.0). */
const TYPE = {
  columns: 'application/vnd.ims.lis.v2.lineitemcontainer+json',
  column: 'application/vnd.ims.lis.v2.lineitem+json',
  score: 'application/vnd.ims.lis.v1.score+json',
  members: 'application/vnd.ims.lti-nrps.v2.membershipcontainer+json',
} as const;

const Token = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().catch(3600) });
const Column = z.object({ id: z.string().min(1), resourceId: z.string().nullish() });
const Members = z.object({
  members: z.array(
    z.object({
      user_id: z.coerce.string().min(1),
      status: z.string().optional().catch(undefined),
      roles: z.array(z.string()).catch([]),
      name: z.string().optional().catch(undefined),
      given_name: z.string().optional().catch(undefined),
      family_name: z.string().optional().catch(undefined),
      email: z.string().optional().catch(undefined),
      lis_person_sourcedid: z.string().optional().catch(undefined),
    }),
  ),
});
/** A column of a gradebook as we make it. */
export interface NewColumn {
  label: string;
  /** By this we know it again. */
  resourceId: string;
  scoreMaximum: number;
}

/** Somebody in a course of an LMS. */
export type Member = z.infer<typeof Members>['members'][number];

/** A score as it is sent (AGS 2.0, section 3.4). Without points it takes back those that there are. */
export interface Score {
  userId: string;
  timestamp: string;
  scoreGiven?: number;
  scoreMaximum?: number;
  comment: string;
  activityProgress: string;
  gradingProgress: string;
}

/** The services of LMSs: columns and scores (AGS 2.0), and who is in a course (NRPS 2.0). Every method throws LmsFailure. */
export class LmsServices {
  readonly #outside: Outside;
  readonly #keys: OwnKeys;
  readonly #tokens = new Map<string, { token: Promise<string>; until: number }>();

  constructor(outside: Outside, keys: OwnKeys) {
    this.#outside = outside;
    this.#keys = keys;
  }

  /** The columns that the LMS has for something of ours; of all, if nothing is named. */
  async columns(lms: KeptLms, { services }: KeptLmsCourse, resourceId: string): Promise<string[]> {
    if (!services.columns) return [];
    const url = new URL(services.columns);
    url.searchParams.set('resource_id', resourceId);
    const scope = services.scopes.includes(SCOPE.columns) ? SCOPE.columns : SCOPE.readColumns;
    const pages = await this.#pages(lms, scope, url.href, TYPE.columns);
    // Some LMSs pay no heed to resource_id.
    const found = pages.flatMap((page) => parsed(z.array(Column), page));
    return found.filter((one) => one.resourceId === resourceId).map(({ id }) => id);
  }

  /** Makes a column. @returns its address. */
  async addColumn(lms: KeptLms, { services }: KeptLmsCourse, column: NewColumn): Promise<string> {
    if (!services.columns || !services.scopes.includes(SCOPE.columns)) throw new LmsFailure('no-columns');
    const body = JSON.stringify({ ...column, tag: 'vethlab' });
    const headers = { 'Content-Type': TYPE.column, Accept: TYPE.column };
    const answer = await this.#ask(lms, SCOPE.columns, services.columns, { method: 'POST', headers, body });
    return parsed(Column, answer).id;
  }

  /** Whether a column is there. If the LMS doesn't let us look, it is not. */
  async hasColumn(lms: KeptLms, { services }: KeptLmsCourse, column: string): Promise<boolean> {
    const scope = [SCOPE.columns, SCOPE.readColumns].find((one) => services.scopes.includes(one));
    if (!scope) return false;
    try {
      await this.#ask(lms, scope, column, { headers: { Accept: TYPE.column } });
      return true;
    } catch (error) {
      if (error instanceof LmsFailure && error.why === 'no-such-column') return false;
      throw error;
    }
  }

  async send(lms: KeptLms, column: string, score: Score): Promise<void> {
    const headers = { 'Content-Type': TYPE.score };
    const body = JSON.stringify(score);
    try {
      await this.#ask(lms, SCOPE.score, scoresOf(column), { method: 'POST', headers, body });
    } catch (error) {
      if (!(error instanceof LmsFailure) || error.status !== 400) throw error;
      throw new LmsFailure('not-gradable', { detail: error.detail, status: 400 });
    }
  }

  async members(lms: KeptLms, { services }: KeptLmsCourse): Promise<Member[]> {
    if (!services.members) throw new LmsFailure('not-allowed');
    const pages = await this.#pages(lms, SCOPE.members, services.members, TYPE.members);
    return pages.flatMap((page) => parsed(Members, page).members);
  }

  /** Asks for a token anew, to see whether we get one. */
  async tryToken(lms: KeptLms): Promise<void> {
    await this.#newToken(lms, SCOPE.score);
  }

  /** Forgets the tokens of an LMS, since it is connected otherwise now. */
  forget(): void {
    this.#tokens.clear();
  }

  async #pages(lms: KeptLms, scope: string, first: string, type: string): Promise<Answer[]> {
    const pages: Answer[] = [];
    for (let next: string | undefined = first; next !== undefined && pages.length < PAGES; ) {
      const page = await this.#ask(lms, scope, next, { headers: { Accept: type } });
      pages.push(page);
      next = nextOf(page.headers, next);
    }
    return pages;
  }

  async #ask(
    lms: KeptLms,
    scope: string,
    url: string,
    ask: { method?: 'POST'; headers: Record<string, string>; body?: string },
  ): Promise<Answer> {
    const withToken = async () => {
      const headers = { ...ask.headers, Authorization: `Bearer ${await this.#token(lms, scope)}` };
      return this.#outside.ask(url, { ...ask, headers });
    };
    let answer = await withToken();
    if (answer.status === 401) {
      // The LMS has forgotten the token, or changed its mind on how long it is good.
      this.#tokens.delete(`${lms.id} ${scope}`);
      answer = await withToken();
    }
    if (answer.status >= 200 && answer.status < 300) return answer;
    throw failureOf(answer);
  }

  #token(lms: KeptLms, scope: string): Promise<string> {
    const name = `${lms.id} ${scope}`;
    const known = this.#tokens.get(name);
    if (known && known.until > performance.now()) return known.token;
    const asked = this.#newToken(lms, scope);
    const kept = { token: asked.then((one) => one.access_token), until: performance.now() + 30_000 };
    this.#tokens.set(name, kept);
    asked.then(
      ({ expires_in }) => {
        kept.until = performance.now() + Math.max(expires_in - MARGIN, expires_in / 2) * 1000;
      },
      () => this.#tokens.get(name) === kept && this.#tokens.delete(name),
    );
    return kept.token;
  }

  /** A token for a service (1EdTech Security Framework 1.0, section 4.1; RFC 7523). */
  async #newToken(lms: KeptLms, scope: string): Promise<z.infer<typeof Token>> {
    const answer = await this.#askForToken(lms, scope, Date.now());
    const ahead = Date.parse(answer.headers.date ?? '') - Date.now();
    // An LMS whose clock is another takes what we sign for too old, or for of the future.
    const again = answer.status >= 400 && answer.status < 500 && Math.abs(ahead) > CLOCKS;
    const last = again ? await this.#askForToken(lms, scope, Date.now() + ahead) : answer;
    if (last.status === 200) return parsed(Token, last);
    throw tokenFailureOf(last);
  }

  async #askForToken(lms: KeptLms, scope: string, clock: number): Promise<Answer> {
    const { clientId, tokenUrl, audience } = lms;
    const claims = { iss: clientId, sub: clientId, aud: audience ?? tokenUrl };
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: await this.#keys.sign(claims, ASSERTION, clock),
      scope,
    });
    return this.#outside.ask(tokenUrl, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'application/json' },
      body: String(body),
    });
  }
}

/** The address that takes the scores of a column: its path with /scores behind, and its query as it is. */
function scoresOf(column: string): string {
  const url = new URL(column);
  url.pathname = `${url.pathname.replace(/\/$/, '')}/scores`;
  return url.href;
}

/** The page after this one (RFC 8288). */
function nextOf({ link = '' }: IncomingHttpHeaders, here: string): string | undefined {
  for (const one of String(link).split(/,(?=\s*<)/)) {
    const [, target, rest = ''] = /^\s*<([^>]*)>(.*)$/s.exec(one) ?? [];
    if (target !== undefined && /;\s*rel\s*=\s*["“”]?next\b/i.test(rest)) return new URL(target, here).href;
  }
  return undefined;
}

function parsed<S extends z.ZodType>(schema: S, { text, status }: Answer): z.output<S> {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    throw new LmsFailure('not-understood', { detail: text.slice(0, 200), status });
  }
}

/** Why an LMS did not do what we asked. */
function failureOf({ status, text, headers }: Answer): LmsFailure {
  const retryAfter = secondsIn(headers['retry-after']);
  const why = () => {
    if (status === 429 || status >= 500 || (status === 403 && /rate limit/i.test(text))) return 'busy';
    if (status === 401 || status === 403) return 'not-allowed';
    if (status === 404 || status === 410) return 'no-such-column';
    if (status === 409) return 'older';
    if (status === 422) return 'no-such-learner';
    return status < 400 ? 'not-understood' : 'refused';
  };
  return new LmsFailure(why(), { detail: `${status} ${text}`, status, retryAfter, date: headers.date });
}

function tokenFailureOf({ status, text, headers }: Answer): LmsFailure {
  const retryAfter = secondsIn(headers['retry-after']);
  const why = () => {
    if (status === 429 || status >= 500 || /rate limit/i.test(text)) return 'busy';
    if (/\baud(?:ience)?\b/i.test(text)) return 'wrong-audience';
    if (/invalid_scope/i.test(text)) return 'not-allowed';
    if (/invalid_client|unauthorized_client|client/i.test(text)) return 'unknown-client';
    return status < 400 ? 'not-understood' : 'refused';
  };
  return new LmsFailure(why(), { detail: `${status} ${text}`, status, retryAfter });
}

const secondsIn = (header: string | undefined): number | undefined =>
  header !== undefined && /^\d{1,6}$/.test(header) ? Number(header) : undefined;
