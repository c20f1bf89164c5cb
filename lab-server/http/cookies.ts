import type { IncomingMessage } from 'node:http';
import { isOverTls } from './arrival.ts';

/**
 * The names of all cookies that the lab server believes begin so, and no others do. A cookie with such a name is kept from web pages of lab
 * hosts, both ways. Capitals make no difference, since a browser keeps `VethLab-desk` beside `vethlab-desk`.
 */
const PREFIX = 'vethlab-';
/** A prefix of cookie names: browsers let only the very host set such a cookie, for all its paths, over TLS (RFC 6265bis, 4.1.3). */
const HOST_PREFIX = '__Host-';

/** Whether a cookie is one of ours, however its name is written, and also when the name is hidden in the value of a cookie without a name. */
const IS_OURS = /^[\s="]*(?:__(?:host|secure|http|host-http)-)*vethlab/i;

interface Attributes {
  /** ms. Without it the cookie lasts as long as the browser is open. */
  lifetime?: number;
  /** The cookie is also sent within a page of another site. Browsers accept that only in secure contexts: over TLS, or on loopback. */
  inFrames?: boolean;
  /** The cookie is also sent when a page of another site leads to one of ours. */
  isLax?: boolean;
}

/** A cookie of ours: the only way to make, read or clear one. Scripts can't read it, and other sites can't use it. */
export class OwnCookie {
  /** Over plain HTTP. */
  readonly plainName: string;

  constructor(what: 'learner' | `learner-${string}` | 'desk' | 'preview' | 'sign-in' | 'lti') {
    this.plainName = PREFIX + what;
  }

  /** The name of the cookie in the browser that asks. */
  nameFor(request: IncomingMessage): string {
    return (isOverTls(request) ? HOST_PREFIX : '') + this.plainName;
  }

  /** Every value that a request has for this cookie: a page at another port of this host can set more of them beside ours. */
  read(request: IncomingMessage): string[] {
    const name = this.nameFor(request);
    return pairsOf(request.headers.cookie)
      .map(nameAndValue)
      .flatMap(([its, value]) => (its === name ? [value] : []));
  }

  /** A Set-Cookie header that sets it. @param value of letters, digits, `.`, `-` and `_` */
  set(
    request: IncomingMessage,
    value: string,
    { lifetime, inFrames = false, isLax = false }: Attributes = {},
  ): string {
    const attributes = [
      'Path=/',
      ...(lifetime === undefined ? [] : [`Max-Age=${Math.floor(lifetime / 1000)}`]),
      'HttpOnly',
      ...(isOverTls(request) || inFrames ? ['Secure'] : []),
      ...(inFrames ? ['SameSite=None', 'Partitioned'] : [`SameSite=${isLax ? 'Lax' : 'Strict'}`]),
    ];
    return `${this.nameFor(request)}=${value}; ${attributes.join('; ')}`;
  }

  /** A Set-Cookie header that takes it away. */
  clear(request: IncomingMessage): string {
    return this.set(request, '', { lifetime: 0 });
  }
}

/** A Cookie header without our cookies; undefined when nothing is left. */
export function withoutOurs(header: string | undefined): string | undefined {
  const left = pairsOf(header).filter((pair) => !IS_OURS.test(pair));
  return left.length > 0 ? left.join('; ') : undefined;
}

/** Whether a Set-Cookie header would make a cookie that the lab server believes. */
export const setsOurs = (setCookie: string): boolean => IS_OURS.test(setCookie);

/** The names of all cookies that are not ours. */
export const foreignNames = (header: string | undefined): string[] =>
  pairsOf(header).flatMap((pair) => (IS_OURS.test(pair) ? [] : [nameAndValue(pair)[0]]));

/** Splits at each semicolon, as browsers and servers do. Quotes hold nothing together (RFC 6265bis, 5.8.3). */
const pairsOf = (header = ''): string[] =>
  header
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair !== '');

function nameAndValue(pair: string): [name: string, value: string] {
  const at = pair.indexOf('=');
  return at < 0 ? ['', pair] : [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
}
