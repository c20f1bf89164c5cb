import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { KEY_HEADER } from '../../../protocol/browser-key.ts';
import type { TcpPort } from '../../hosts/contract.ts';
import { isOverTls } from '../arrival.ts';
import { OwnCookie, setsOurs, withoutOurs } from '../cookies.ts';
import { hostNameOf, isLoopback } from '../origin.ts';
import type { OpenPreview } from './previews.ts';
import { authorityOf } from './target.ts';

/** Names the web server that was shown last in this browser, for requests with neither its token nor a page's address, such as WebSockets. */
const lastCookie = new OwnCookie('preview');

/** Most characters of cookies that are passed on. Web servers refuse a request with more, and a page of one host can set cookies for all of them. */
const MOST_COOKIES = 8192;

/** Headers that are taken out of an answer: each would keep the page from being shown, or outlive it. */
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

/** Splits a path or a whole address in the previews' origin into a token and the path at its web server. */
export function askedFor(address: string | undefined): { token: string; path: string } | undefined {
  const url = address === undefined ? null : URL.parse(address, 'http://localhost');
  const [, token, path] = /^\/~([\w-]{22})(\/.*)?$/.exec(url?.pathname ?? '') ?? [];
  return url && token ? { token, path: `${path ?? '/'}${url.search}` } : undefined;
}

/** The token of the page that asks: taken from its address, else of the web server shown last. */
export function tokenOfAsker(request: IncomingMessage): string | undefined {
  return askedFor(request.headers.referer)?.token ?? lastCookie.read(request)[0];
}

/** Turns a browser's request to us into the request that it would have sent to the web server itself. */
export function addressRequest({ headers }: IncomingMessage, to: TcpPort): void {
  const authority = authorityOf(to);
  headers.host = authority;
  if (headers.origin !== undefined) headers.origin = `http://${authority}`;
  const from = askedFor(headers.referer);
  if (from) headers.referer = `http://${authority}${from.path}`;
  else delete headers.referer;
  const theirs = withoutOurs(headers.cookie);
  if (theirs === undefined || theirs.length > MOST_COOKIES) delete headers.cookie;
  else headers.cookie = theirs;
  delete headers[KEY_HEADER];
}

/** Headers of every answer from the previews' origin: only our pages may frame it. */
export function ours(request: IncomingMessage, preview?: OpenPreview): Record<string, string | string[]> {
  // An address without a preview has nothing to guard, only our own message, which must be readable.
  const mayFrame = preview ? [...preview.framedBy].join(' ') : `http: https:`;
  return {
    'content-security-policy': `frame-ancestors ${mayFrame}`,
    ...(preview
      ? {
          'set-cookie': [
            lastCookie.set(request, preview.token, { inFrames: keepsInFrames(request, preview) }),
          ],
        }
      : {}),
  };
}

/** Whether cookies have to be marked for frames of another site. Browsers allow that only to pages in secure contexts. */
export const keepsInFrames = (request: IncomingMessage, { isOtherSite }: OpenPreview): boolean =>
  isOtherSite && (isLoopback(hostNameOf(request)) || isOverTls(request));

/**
 * Turns a web server's answer into one from the previews' origin.
 * @param mine as `ours` gives
 * @param follow gives the path here of another page to which it redirects, undefined when there is none
 * @param inFrames whether its cookies are kept also in a frame of another site.
 */
export function rewriteAnswer(
  headers: IncomingHttpHeaders,
  mine: ReturnType<typeof ours>,
  follow: (url: string) => string | undefined,
  inFrames = false,
): void {
  for (const name of DROPPED) delete headers[name];
  const theirs = (headers['set-cookie'] ?? []).filter((one) => !setsOurs(one));
  const cookies = theirs.map((one) => rooted(one, inFrames));
  const last = (mine['set-cookie'] ?? []) as string[];
  Object.assign(headers, mine, { 'set-cookie': [...cookies, ...last] });
  if (cookies.length + last.length === 0) delete headers['set-cookie'];
  if (headers.location) headers.location = follow(headers.location) ?? headers.location;
}

/** Makes a cookie good for all of the previews' origin, where its own path lies deeper and its domain is another. */
function rooted(setCookie: string, inFrames: boolean): string {
  const dropped = inFrames
    ? /^\s*(domain|path|secure|samesite|partitioned)\b/i
    : /^\s*(domain|path|secure)\b/i;
  const kept = setCookie.split(';').filter((part, i) => i === 0 || !dropped.test(part));
  return `${kept.join(';')}; Path=/${inFrames ? '; Secure; SameSite=None; Partitioned' : ''}`;
}
