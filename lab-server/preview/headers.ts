import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { TcpPort } from '../hosts/contract.ts';
import { SESSION_COOKIE } from '../http/session.ts';
import { authorityOf } from './target.ts';

/** Which web server was shown last in this browser: for what comes with neither its token nor a page's address, as WebSockets do. */
const LAST_COOKIE = 'vethlab-preview';
/** Cookies go to all ports of a host: these are ours, and no page may have or set them. */
const OURS = [SESSION_COOKIE, LAST_COOKIE];

/** Of an answer: each would keep the page from being shown, or outlive it. */
const DROPPED = [
  'x-frame-options',
  'content-security-policy',
  'content-security-policy-report-only',
  'cross-origin-opener-policy',
  'cross-origin-embedder-policy',
  'cross-origin-resource-policy',
  'strict-transport-security',
  'clear-site-data',
];

/** Where a web server's pages are, in the previews' own origin. */
export const pathOf = (token: string, path = '/') => `/~${token}${path}`;

/** What a path or a whole address in the previews' origin asks for: a token, and the path at its web server. */
export function askedFor(address: string | undefined): { token: string; path: string } | undefined {
  const url = address === undefined ? null : URL.parse(address, 'http://localhost');
  const [, token, path] = /^\/~([\w-]{22})(\/.*)?$/.exec(url?.pathname ?? '') ?? [];
  return url && token ? { token, path: `${path ?? '/'}${url.search}` } : undefined;
}

/** The token of the page that asks: by its address, else the one shown last. */
export function tokenOfAsker({ headers }: IncomingMessage): string | undefined {
  return askedFor(headers.referer)?.token ?? cookiesOf(headers.cookie).get(LAST_COOKIE);
}

/** Turns what a browser asked of us into what it would have asked of the web server itself. */
export function addressRequest({ headers }: IncomingMessage, to: TcpPort): void {
  const authority = authorityOf(to);
  headers.host = authority;
  if (headers.origin !== undefined) headers.origin = `http://${authority}`;
  const from = askedFor(headers.referer);
  if (from) headers.referer = `http://${authority}${from.path}`;
  else delete headers.referer;
  const theirs = [...cookiesOf(headers.cookie)].filter(([name]) => !OURS.includes(name));
  if (theirs.length > 0) headers.cookie = theirs.map(([name, value]) => `${name}=${value}`).join('; ');
  else delete headers.cookie;
}

/** What every answer from the previews' origin says: only a page of this host's may frame it. */
export function ours(request: IncomingMessage, token?: string): Record<string, string | string[]> {
  return {
    'content-security-policy': `frame-ancestors http://${hostNameOf(request)}:*`,
    ...(token ? { 'set-cookie': [`${LAST_COOKIE}=${token}; Path=/; HttpOnly; SameSite=Strict`] } : {}),
  };
}

/**
 * Makes a web server's answer one of ours.
 * @param mine as `ours` gives
 * @param follow gives the path here of another page it sends to, undefined where there is none
 */
export function rewriteAnswer(
  headers: IncomingHttpHeaders,
  mine: ReturnType<typeof ours>,
  follow: (url: string) => string | undefined,
): void {
  for (const name of DROPPED) delete headers[name];
  const cookies = (headers['set-cookie'] ?? []).filter((one) => !OURS.includes(nameIn(one))).map(rooted);
  const last = (mine['set-cookie'] ?? []) as string[];
  Object.assign(headers, mine, { 'set-cookie': [...cookies, ...last] });
  if (headers.location) headers.location = follow(headers.location) ?? headers.location;
}

/** The name that the browser reached us by, without a port. */
export function hostNameOf({ headers }: IncomingMessage): string {
  return URL.parse(`http://${headers.host}`)?.hostname ?? 'localhost';
}

function cookiesOf(header = ''): Map<string, string> {
  const pairs = header.split(';').map((pair) => /^\s*([^=]*)=?(.*)$/s.exec(pair));
  return new Map(pairs.flatMap((pair) => (pair?.[1] ? [[pair[1].trim(), (pair[2] ?? '').trim()]] : [])));
}

const nameIn = (setCookie: string) => setCookie.split(/[=;]/, 1)[0]?.trim() ?? '';

/** A cookie for all of the previews' origin: its own path lies deeper here, and its domain is another. */
const rooted = (setCookie: string) =>
  `${setCookie
    .split(';')
    .filter((part, i) => i === 0 || !/^\s*(domain|path|secure)\b/i.test(part))
    .join(';')}; Path=/`;
