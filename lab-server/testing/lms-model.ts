/** Scopes of the services, as a platform grants them to a tool. */
export const SCOPES = {
  lineItem: 'https://purl.imsglobal.org/spec/lti-ags/scope/lineitem',
  lineItemRead: 'https://purl.imsglobal.org/spec/lti-ags/scope/lineitem.readonly',
  result: 'https://purl.imsglobal.org/spec/lti-ags/scope/result.readonly',
  score: 'https://purl.imsglobal.org/spec/lti-ags/scope/score',
  members: 'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly',
} as const;

/** Roles that a platform names, of those in the LIS vocabulary. */
export const LEARNER = 'http://purl.imsglobal.org/vocab/lis/v2/membership#Learner';
export const INSTRUCTOR = 'http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor';
/** What Canvas' “student view” signs in as. */
export const TEST_USER = 'http://purl.imsglobal.org/vocab/lti/system/person#TestUser';

/** Both kinds of message that the platform sends. */
export type Message = 'LtiResourceLinkRequest' | 'LtiDeepLinkingRequest';

export interface LmsUser {
  name?: string;
  given_name?: string;
  family_name?: string;
  email?: string;
  /** Full URIs. */
  roles: string[];
  /** The school's number of them (lis.person_sourcedid). */
  sourcedId?: string;
  /** What they sign in by, which Moodle tells as ext.user_username. */
  login?: string;
  status?: 'Active' | 'Inactive' | 'Deleted';
}

export interface LmsCourse {
  title: string;
  label?: string;
  /** Keys of `users`. */
  members: string[];
}

/** A link to the tool in a course. Line items whose resourceLinkId is its id are coupled to it. */
export interface LmsResource {
  id: string;
  course: string;
  title: string;
  custom?: Record<string, string>;
  /** Its target_link_uri. Without one it is the tool's launch address. */
  url?: string;
}

export interface LineItem {
  /** Its address. */
  id: string;
  label: string;
  scoreMaximum: number;
  resourceId?: string;
  resourceLinkId?: string;
  tag?: string;
  startDateTime?: string;
  endDateTime?: string;
}
export type NewLineItem = Omit<LineItem, 'id'>;

export interface ReceivedScore {
  /** The line item's address. */
  lineItem: string;
  userId: string;
  scoreGiven?: number;
  scoreMaximum?: number;
  comment?: string;
  activityProgress: string;
  gradingProgress: string;
  timestamp: string;
  /** When it came, in ms since 1970 by the platform's clock. */
  at: number;
}

/** A tool as the platform knows it, connected by hand or registered by itself. */
export interface Tool {
  clientId: string;
  deploymentId: string;
  name: string;
  loginUrl: string;
  /** Where its id_tokens may be posted. */
  redirectUrls: string[];
  /** Targets of its messages. */
  launchUrl: string;
  chooseUrl: string;
  keysUrl: string;
  domain: string;
  scopes: string[];
  /** What it registered by itself, as it was received. */
  registration?: Record<string, unknown>;
}

/** What somebody opens. */
export interface Launch {
  /** A key of `users`. */
  user: string;
  /** A key of `courses`. */
  course: string;
  /** A key of `resources`. Without one, they choose (Deep Linking). */
  resource?: string;
  /** The tool's client_id. By itself the one that was connected last. */
  client?: string;
  /** Where the tool's page is shown. */
  target?: 'window' | 'iframe';
}

/** A call that a tool's server made. */
export interface ToolCall {
  method: string;
  /** With its query. */
  path: string;
  /** 0: the connection was cut before anything was done. */
  status: number;
  /** What it did stands, but the connection was cut before the answer. */
  lost?: true;
}

/** A status: nothing was done. `hang-up`: the connection is cut before anything is done; `lost-answer`: after it was done. */
export type Failure = number | 'hang-up' | 'lost-answer';

/** Fails this share of the calls, each in one of four ways. @param random gives numbers of [0, 1). */
export function failSome(random: () => number, share: number): () => Failure | undefined {
  const kinds: Failure[] = [500, 503, 'hang-up', 'lost-answer'];
  return () => (random() < share ? kinds[Math.floor(random() * kinds.length)] : undefined);
}

/** How the platform behaves: each is what some platform does, and by itself it does none of them. */
export class Ways {
  /** Addresses of line items have a query, without which they are not found (Moodle). */
  lineItemQuery = false;
  /** Users whose scores are refused with 400 (Moodle: who is no student of the course). */
  ungradable = new Set<string>();
  /** Users whose scores are refused with 422 (Canvas: student view). They are launched as a TestUser. */
  testStudents = new Set<string>();
  /** What a client assertion's `aud` must hold: the address of the token endpoint, the issuer, or this string. */
  audience: 'token-url' | 'issuer' | (string & {}) = 'token-url';
  /** So many of the next calls for tokens and services are answered with 403 (Canvas). */
  rateLimited = 0;
  /** So many of the next calls for tokens and services are answered with 429. */
  status429 = 0;
  /** What those say in Retry-After: seconds, or a date. */
  retryAfter: string | number = 1;
  /** Asked for each call of a tool's server, also for keys and registration. */
  failing: (call: { method: string; path: string }) => Failure | undefined = () => undefined;
  /** Calls for tokens and services without User-Agent get 403 (Canvas). */
  needsUserAgent = false;
  /** Launches name a line item that does not exist. */
  wrongLineItem = false;
  /** Tools may not make line items: the scope `lineitem` is neither offered nor granted. */
  noLineItemCreation = false;
  /** A score that is not later than the one that stands gets 409 (Moodle). Without it, an earlier one changes nothing. */
  strictTime = false;
  /** How far the platform's clock is ahead, in ms. */
  clock = 0;
  /** Neither launches nor the list of members say who somebody is. */
  noNames = false;
  /** Launches name no services. */
  noServices = false;
  /** How long access tokens hold, in seconds. */
  tokenLifetime = 3600;
  /** How many entries of a list are given at once, also if more are asked for. */
  pageSize = Number.POSITIVE_INFINITY;
  /** Link headers of line items have typographic quotes around `next` (Moodle). */
  curlyLinks = false;
  /** The list of members names roles of the course by their last word, such as `Learner` (Moodle). */
  shortRoles = false;
  /** May several things be chosen at once? */
  acceptMultiple = true;
}

/** What the parts of the platform share. */
export interface Platform {
  readonly name: string;
  readonly url: string;
  readonly issuer: string;
  readonly tokenUrl: string;
  readonly ways: Ways;
  readonly users: Map<string, LmsUser>;
  readonly courses: Map<string, LmsCourse>;
  readonly resources: Map<string, LmsResource>;
  readonly tools: Map<string, Tool>;
  /** The time by its clock, in ms. */
  now(): number;
}

/** What stands there under this key. @throws if nothing does. */
export function known<T>(all: Map<string, T>, key: string, kind: string): T {
  const one = all.get(key);
  if (one === undefined) throw new Error(`the LMS has no ${kind} “${key}”`);
  return one;
}

/** Without the properties that are undefined. */
export function defined<T extends object>(all: T): T {
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as T;
}

/** What the platform tells of somebody's name. */
export function namesOf(user: LmsUser, { noNames }: Ways) {
  const { name, given_name, family_name, email } = user;
  return noNames ? {} : defined({ name, given_name, family_name, email });
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';
