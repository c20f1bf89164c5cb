import { type Request, type Response, Router } from 'express';
import type { Logger } from 'pino';
import { SIGN_IN, SIGN_IN_BACK, SIGN_IN_FAILED, TICKET, type WhyNot } from '../../../protocol/school.ts';
import type { SchoolAccounts, SchoolPerson } from '../../classes/school-accounts.ts';
import { Refused } from '../../common/refused.ts';
import type { SchoolSettings } from '../../host-maker/school-settings.ts';
import type { Account } from '../../store/accounts.ts';
import type { Instructors } from '../../store/instructors.ts';
import { isOverTls } from '../arrival.ts';
import { OwnCookie } from '../cookies.ts';
import type { Tickets } from '../tickets.ts';
import { type Begun, ProviderRefuses, type SchoolProvider } from './provider.ts';

/** ms that somebody may take on the school's page. */
const PATIENCE = 600_000;
/** ms for which the link that lets an instructor in can be used. */
const LINK = 60_000;
/** Most people who are on the school's page at a time; those who began first have to begin anew. */
const MOST = 5_000;

/** Binds the way to the school's page and back to one browser. */
const cookie = new OwnCookie('sign-in');

/**
 * Who wants to sign in: an instructor; one who is signed in and connects the account; or a learner who joins the class of a code and goes on
 * at a path of ours.
 */
type Wish = { to: 'desk' | 'connect' } | { to: 'class'; code: string; place: string };

interface Parts {
  settings: SchoolSettings;
  provider: SchoolProvider;
  accounts: SchoolAccounts;
  instructors: Instructors;
  /** Each lets a learner in, by their id. */
  tickets: Tickets<string>;
  /** Each is of an account that an instructor connects. */
  connections: Tickets<Account>;
  /** Where browsers reach us, if the operator said so. */
  publicUrl: URL | undefined;
  logger: Logger;
}

/** Leads people to the school's page and takes them in when they come back. What goes wrong is said by a page of ours. */
export function signInRouter(parts: Parts): Router {
  const { settings, provider, logger } = parts;
  const begun = new Map<string, Begun & { wish: Wish; at: number }>();
  const fail = (response: Response, why: WhyNot) => {
    const language = response.req.acceptsLanguages('en', 'de') === 'de' ? '/de' : '';
    response.redirect(302, `${language}${SIGN_IN_FAILED}?why=${why}`);
  };
  const router = Router();
  router.use([SIGN_IN, SIGN_IN_BACK], (_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });
  router.get(SIGN_IN, async (request, response) => {
    const wish = wishOf(request);
    if (!(wish.to === 'class' ? settings.learners : settings.instructors !== undefined))
      return fail(response, 'off');
    try {
      const { url, begun: one } = await provider.begin(backOf(request, parts.publicUrl));
      for (const [state, { at }] of begun) {
        if (begun.size < MOST && performance.now() - at <= PATIENCE) break;
        begun.delete(state);
      }
      begun.set(one.state, { ...one, wish, at: performance.now() });
      response.append('Set-Cookie', cookie.set(request, one.state, { lifetime: PATIENCE, isLax: true }));
      response.redirect(302, url.href);
    } catch (error) {
      logger.warn({ reason: (error as Error).message }, 'The sign-in of the school does not answer');
      fail(response, 'away');
    }
  });
  router.get(SIGN_IN_BACK, async (request, response) => {
    const { state } = request.query;
    const one = typeof state === 'string' ? begun.get(state) : undefined;
    const isHere = typeof state === 'string' && cookie.read(request).includes(state);
    response.append('Set-Cookie', cookie.clear(request));
    if (!one || !isHere || performance.now() - one.at > PATIENCE) return fail(response, 'again');
    begun.delete(one.state);
    try {
      const back = backOf(request, parts.publicUrl);
      back.search = new URL(request.originalUrl, back).search;
      const person = await provider.finish(back, one);
      const place = letIn(parts, one.wish, person);
      if (place.startsWith('/')) response.redirect(302, place);
      else fail(response, place as WhyNot);
    } catch (error) {
      const why = whyNot(error);
      const { message: reason } = error as Error;
      logger.warn({ reason, why }, 'Somebody could not sign in by the school');
      fail(response, why);
    }
  });
  return router;
}

/** The place where they go on, or why they are not let in. @throws Refused */
function letIn(
  { accounts, instructors, tickets, connections }: Parts,
  wish: Wish,
  person: SchoolPerson,
): `/${string}` | WhyNot {
  if (wish.to === 'class') {
    const learner = accounts.learner(person, wish.code);
    const place = new URL(wish.place, 'http://here');
    place.searchParams.set(TICKET, tickets.issue(learner.id));
    return `/${place.pathname.slice(1)}${place.search}${place.hash}`;
  }
  if (!person.isInstructor) return 'no-instructor';
  if (wish.to === 'connect') return `/desk/?${TICKET}=${connections.issue(person)}`;
  const { token } = instructors.newLink(accounts.instructor(person).id, LINK);
  return `/desk/#${token}`;
}

function whyNot(error: unknown): WhyNot {
  if (error instanceof ProviderRefuses) return 'refused';
  if (!(error instanceof Refused)) return 'away';
  return error.kind === 'not-on-roster' ? 'not-on-roster' : 'wrong-code';
}

function wishOf({ query }: Request): Wish {
  const { to, code, place } = query;
  if (typeof code !== 'string') return { to: to === 'connect' ? to : 'desk' };
  return { to: 'class', code: code.slice(0, 40), place: typeof place === 'string' ? placeOf(place) : '/' };
}

/** A path of ours, whatever was given. */
function placeOf(given: string): string {
  const url = URL.parse(given, 'http://here');
  return url?.origin === 'http://here' && given.startsWith('/')
    ? url.pathname.replace(/^\/+/, '/') + url.hash
    : '/';
}

/** The address at which the school's page leads back. */
function backOf(request: Request, publicUrl: URL | undefined): URL {
  const here = publicUrl ?? new URL(`${isOverTls(request) ? 'https' : 'http'}://${request.headers.host}`);
  return new URL(SIGN_IN_BACK, here);
}
