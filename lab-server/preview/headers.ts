import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { TcpPort } from '../hosts/contract.ts';
import { authorityOf } from './target.ts';

export const PREFIX = '/preview/';

/**
 * What every answer says of a shown page, over all it says itself. It has no origin (`sandbox`), whether in a frame or in a window of
 * its own, so it can reach neither cookies nor the rest of the lab server; but then its own files are of another origin to it, which
 * takes the Access-Control line. Its whole address goes with its requests, so that those from the root find back (home.ts).
 */
const OURS = {
  'content-security-policy':
    "sandbox allow-scripts allow-forms allow-popups allow-modals; frame-ancestors 'self'",
  'access-control-allow-origin': '*',
  'referrer-policy': 'unsafe-url',
  'x-content-type-options': 'nosniff',
} as const;

/** Of an answer: cookies would be the lab server's own; the others would keep the page from being shown. */
const DROPPED = [
  'set-cookie',
  'x-frame-options',
  'content-security-policy-report-only',
  'cross-origin-resource-policy',
  'cross-origin-opener-policy',
  'cross-origin-embedder-policy',
  'strict-transport-security',
  'clear-site-data',
  'access-control-allow-credentials',
];

export const headersOfOurs: Readonly<Record<string, string>> = OURS;

/** Turns what a browser asked of us into what it would have asked of the web server itself. */
export function addressRequest(request: IncomingMessage, to: TcpPort): void {
  const { headers } = request;
  const authority = authorityOf(to);
  delete headers.cookie;
  headers.host = authority;
  if (headers.origin !== undefined) headers.origin = `http://${authority}`;
  const within = withinPreview(headers.referer);
  if (within) headers.referer = `http://${authority}${within.path}`;
  else delete headers.referer;
}

/**
 * Makes an answer one of ours.
 * @param follow gives the path here of another page it sends to, undefined where there is none
 */
export function rewriteAnswer(
  headers: IncomingHttpHeaders,
  follow: (url: string) => string | undefined,
): void {
  for (const name of DROPPED) delete headers[name];
  Object.assign(headers, OURS);
  if (headers.location) headers.location = follow(headers.location) ?? headers.location;
}

/** The preview that an address of ours belongs to: its token, and what is asked of its web server. */
export function withinPreview(address: string | undefined): { token: string; path: string } | undefined {
  const url = address === undefined ? null : URL.parse(address, 'http://localhost');
  const [, token, path] = /^\/preview\/([\w-]{22})(\/.*)?$/.exec(url?.pathname ?? '') ?? [];
  return url && token ? { token, path: `${path ?? '/'}${url.search}` } : undefined;
}
