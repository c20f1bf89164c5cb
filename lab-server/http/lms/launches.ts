import { randomBytes } from 'node:crypto';
import { type NextFunction, type Request, type Response, Router, urlencoded } from 'express';
import type { Logger } from 'pino';
import {
  LTI_CHOOSE,
  LTI_CONNECTED,
  LTI_FAILED,
  LTI_ITEMS,
  LTI_KEYS,
  LTI_LAUNCH,
  LTI_LOGIN,
  LTI_REGISTER,
  LTI_WINDOW,
  type LtiWhyNot,
} from '../../../protocol/lms.ts';
import { TICKET } from '../../../protocol/school.ts';
import { type LmsArrivals, NotLetIn } from '../../classes/lms-arrivals.ts';
import { type Choosing, choosingOf } from '../../lms/deep-linking.ts';
import { LmsFailure } from '../../lms/failure.ts';
import { type IdTokens, NotBelieved } from '../../lms/id-token.ts';
import type { OwnKeys } from '../../lms/keys.ts';
import { CLAIM, isInstructor, type LaunchClaims } from '../../lms/launch.ts';
import type { Outside } from '../../lms/outside.ts';
import { type Here, register } from '../../lms/registration.ts';
import type { Instructors } from '../../store/instructors.ts';
import type { KeptLms, LmsStore } from '../../store/lms.ts';
import { isOverTls } from '../arrival.ts';
import { OwnCookie } from '../cookies.ts';
import { checkHost } from '../origin.ts';
import { Tickets } from '../tickets.ts';
import { pathOf } from './paths.ts';

/** ms that the way to an LMS and back may take. Somebody may have to sign in there first. */
const PATIENCE = 600_000;
/** ms for which the link that lets an instructor in can be used. */
const LINK = 60_000;
/** ms for which somebody may choose what their course links to. */
export const CHOOSING = 3_600_000;
/** The largest body of a launch. */
const LARGEST = '128kb';

/** Binds the way to an LMS and back to one browser. Its value is one browser's, so that several launches may be under way. */
const cookie = new OwnCookie('lti');

interface Begun {
  lms: string;
  nonce: string;
  /** The value of the cookie. */
  browser: string;
}

interface Parts {
  lms: LmsStore;
  keys: OwnKeys;
  idTokens: IdTokens;
  outside: Outside;
  arrivals: LmsArrivals;
  instructors: Instructors;
  /** Each lets a learner in, by their id. */
  tickets: Tickets<string>;
  choosing: Tickets<Choosing>;
  /** Each lets an LMS connect itself. */
  registrations: Tickets<true>;
  /** Has a learner's lab host made, while the page is on its way. */
  ensure(learner: string): void;
  /** Our addresses. Undefined: we have none with https. */
  here(): Here | undefined;
  /** Only for a request by this name. */
  listeningOn: string;
  /** @param course its name, which an exercise is looked for in. */
  chapterOf(course: string, exercise: string): string | undefined;
  /** What paths of a course begin with. */
  baseOf(course: string): string;
  logger: Logger;
}

/**
 * Takes in people whom LMSs send (LTI 1.3 core, by the OpenID Connect third-party-initiated login of the 1EdTech Security Framework 1.0). What LMSs send comes from
 * another site, so this is served before the check of origins; a launch is bound to the browser by a cookie of its own.
 */
export function lmsRouter(parts: Parts): Router {
  const { keys, logger, listeningOn } = parts;
  const begun = new Tickets<Begun>(PATIENCE);
  const router = Router();
  const all = [LTI_LOGIN, LTI_LAUNCH, LTI_CHOOSE, LTI_KEYS, LTI_REGISTER];
  router.use(all, (request, response, next) => {
    checkHost(request, listeningOn);
    response.set('Cache-Control', 'no-store');
    next();
  });
  router.get(LTI_KEYS, async (_request, response) => {
    response.set('Cache-Control', 'public, max-age=300').json(await keys.published());
  });
  const read = urlencoded({ extended: false, limit: LARGEST, parameterLimit: 50 });
  router.get(LTI_LOGIN, (request, response) => login(parts, begun, request, response));
  router.post(LTI_LOGIN, read, (request, response) => login(parts, begun, request, response));
  router.post(LTI_LAUNCH, read, (request, response) => launch(parts, begun, request, response));
  router.get(LTI_REGISTER, (request, response) => connect(parts, request, response));
  router.get([LTI_LAUNCH, LTI_CHOOSE], (_request, response) => fail(response, 'from-lms'));
  router.use(
    [LTI_LOGIN, LTI_LAUNCH],
    (error: unknown, _request: Request, response: Response, next: NextFunction) => {
      // A body that is too large, or no form.
      const { status } = error as { status?: number };
      if (status === undefined || status >= 500) return next(error);
      logger.warn({ reason: (error as Error).message }, 'A launch could not be read');
      fail(response, 'not-believed');
    },
  );
  return router;
}

/** Sends the browser to the LMS, which says who it is. */
function login(
  { lms: store, here, logger }: Parts,
  begun: Tickets<Begun>,
  request: Request,
  response: Response,
) {
  const given = paramsOf(request);
  const { iss, client_id, login_hint, lti_message_hint, target_link_uri, lti_deployment_id } = given;
  const own = here();
  if (!own || !isOverTls(request)) return fail(response, 'no-tls');
  if (iss === undefined || login_hint === undefined) return fail(response, 'from-lms');
  const [lms, ...more] = store
    .by(iss, client_id)
    .filter(({ deployments }) => !lti_deployment_id || isOneOf(deployments, lti_deployment_id));
  if (!lms || more.length > 0) {
    logger.warn({ issuer: iss, client: client_id }, 'A launch comes from an LMS that is not connected');
    return fail(response, 'unknown-lms');
  }
  const isChoosing = URL.parse(target_link_uri ?? '')?.pathname === LTI_CHOOSE;
  const isFramed = ['iframe', 'frame', 'embed', 'object'].includes(request.get('Sec-Fetch-Dest') ?? '');
  // A lab needs cookies, which browsers keep from pages within other sites' pages. The LMS is asked once more by a window of the lab's own.
  if (isFramed && !isChoosing) {
    response.redirect(303, `${inLanguage(request, LTI_WINDOW)}#${new URLSearchParams(given)}`);
    return;
  }
  const [known] = cookie.read(request).filter((value) => /^[\w-]{43}$/.test(value));
  const browser = known ?? randomBytes(32).toString('base64url');
  const nonce = randomBytes(32).toString('base64url');
  const state = begun.issue({ lms: lms.id, nonce, browser });
  response.append('Set-Cookie', cookie.set(request, browser, { lifetime: PATIENCE, inFrames: true }));
  const url = new URL(lms.authUrl);
  const asked = {
    ...{ scope: 'openid', response_type: 'id_token', response_mode: 'form_post', prompt: 'none' },
    ...{ client_id: lms.clientId, redirect_uri: own.launch, login_hint, state, nonce },
    ...(lti_message_hint === undefined ? {} : { lti_message_hint }),
  };
  for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value);
  response.redirect(302, url.href);
}

/** Takes in the browser that comes back from the LMS. */
async function launch(parts: Parts, begun: Tickets<Begun>, request: Request, response: Response) {
  const { lms: store, idTokens, logger } = parts;
  const { state, id_token, error, error_description } = paramsOf(request);
  const one = begun.use(state ?? '');
  const lms = one && store.find(one.lms);
  if (!lms || !cookie.read(request).includes(one.browser)) return fail(response, 'again');
  if (id_token === undefined) {
    logger.warn({ lms: lms.name, error, reason: error_description }, 'An LMS refuses a launch');
    return fail(response, 'refused');
  }
  try {
    const claims = await idTokens.read(lms, id_token, one.nonce);
    if (!isOneOf(lms.deployments, claims[CLAIM.deployment])) return fail(response, 'deployment');
    if (claims[CLAIM.type] === 'LtiDeepLinkingRequest') choose(parts, lms, claims, request, response);
    else letIn(parts, lms, claims, request, response);
  } catch (thrown) {
    const why = whyNot(thrown);
    logger.warn({ lms: lms.name, reason: (thrown as Error).message, why }, 'A launch does not let in');
    fail(response, why);
  }
}

function letIn(
  { arrivals, instructors, tickets, ensure, chapterOf, baseOf }: Parts,
  lms: KeptLms,
  claims: LaunchClaims,
  request: Request,
  response: Response,
) {
  const { learner, instructor, group, item } = arrivals.take(lms, claims);
  if (instructor) {
    const { token } = instructors.newLink(instructor.id, LINK);
    return goOn(response, `${inLanguage(request, '/desk/class/')}?id=${group.id}#${token}`);
  }
  ensure(learner.id);
  const { path, part } = pathOf(item, (exercise) => chapterOf(group.course, exercise));
  const place = baseOf(group.course) + inLanguage(request, path);
  goOn(response, `${place}?${TICKET}=${tickets.issue(learner.id)}${part}`);
}

function choose(
  { choosing, logger }: Parts,
  lms: KeptLms,
  claims: LaunchClaims,
  request: Request,
  response: Response,
) {
  if (!isInstructor(claims[CLAIM.roles] ?? [])) return fail(response, 'no-instructor');
  const wanted = choosingOf(lms, claims);
  // The answer goes by a form of our page, which may send only to the LMS itself.
  if (!wanted || !originsOf(lms).includes(URL.parse(wanted.url)?.origin ?? '')) {
    logger.warn(
      { lms: lms.name, url: wanted?.url },
      'An LMS wants its links chosen in a way that is not known',
    );
    return fail(response, 'not-believed');
  }
  const about = new URLSearchParams({
    ticket: choosing.issue(wanted),
    ...(wanted.several && { several: '1' }),
    ...(wanted.columns && { columns: '1' }),
  });
  response.redirect(303, `${inLanguage(request, LTI_ITEMS)}#${about}`);
}

/** Has an LMS connect itself, by a link that the operator gave it. */
async function connect(
  { lms: store, outside, registrations, here, logger }: Parts,
  request: Request,
  response: Response,
) {
  const { [TICKET]: ticket, openid_configuration, registration_token } = paramsOf(request);
  const own = here();
  if (!own || !isOverTls(request)) return fail(response, 'no-tls');
  if (openid_configuration === undefined) return fail(response, 'from-lms');
  if (!registrations.use(ticket ?? '')) return fail(response, 'link');
  const from = URL.parse(request.get('Referer') ?? '');
  const site =
    from?.protocol === 'https:' && from.origin !== new URL(own.url).origin ? from.origin : undefined;
  try {
    const asked = { configuration: openid_configuration, token: registration_token, site };
    const entry = await register(outside, own, asked);
    const [known] = store.by(entry.issuer, entry.clientId);
    if (known) store.change(known, entry);
    else store.add(entry);
    logger.info({ lms: entry.name }, 'An LMS has connected itself');
    response.redirect(303, inLanguage(request, LTI_CONNECTED));
  } catch (error) {
    if (!(error instanceof LmsFailure)) throw error;
    logger.warn({ reason: error.message }, 'An LMS could not connect itself');
    fail(response, 'registration');
  }
}

/** Origins of an LMS: its pages may have ours within them, and are sent what was chosen. */
export function originsOf({ site, issuer, authUrl }: Pick<KeptLms, 'site' | 'issuer' | 'authUrl'>): string[] {
  const all = [site, issuer, authUrl].flatMap((url) => URL.parse(url) ?? []);
  return [...new Set(all.filter(({ protocol }) => protocol === 'https:').map(({ origin }) => origin))];
}

function whyNot(error: unknown): LtiWhyNot {
  if (error instanceof NotBelieved) return 'not-believed';
  if (error instanceof LmsFailure) return 'away';
  if (error instanceof NotLetIn) return error.why;
  throw error;
}

const isOneOf = (deployments: readonly string[], one: string): boolean =>
  deployments.length === 0 || deployments.includes(one);

/** A page that leads on by itself. A redirect would still be the LMS's doing, and browsers keep Strict cookies from that. */
function goOn(response: Response, path: string): void {
  const isGerman = path.startsWith('/de/');
  const href = path.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  const [language, text] = isGerman ? ['de', 'Weiter zum Lab'] : ['en', 'Go on to the lab'];
  response
    .status(200)
    .type('html')
    .send(
      `<!doctype html><html lang="${language}"><meta charset="utf-8"><title>vethlab</title><meta http-equiv="refresh" content="0;url=${href}"><p><a href="${href}">${text}</a></p></html>\n`,
    );
}

function fail(response: Response, why: LtiWhyNot): void {
  response.redirect(303, `${inLanguage(response.req, LTI_FAILED)}?why=${why}`);
}

const inLanguage = (request: Request, path: string): string =>
  `${request.acceptsLanguages('en', 'de') === 'de' ? '/de' : ''}${path}`;

/** What was given once, in the address or the form. */
function paramsOf({ query, body }: Request): Record<string, string> {
  const given = Object.entries({ ...query, ...(body as Record<string, unknown> | undefined) });
  return Object.fromEntries(
    given.filter((pair): pair is [string, string] => typeof pair[1] === 'string' && pair[1] !== ''),
  );
}
