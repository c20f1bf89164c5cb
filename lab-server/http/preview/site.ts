import type { IncomingMessage } from 'node:http';
import { isOverTls } from '../arrival.ts';
import { hostNameOf, isLoopback } from '../origin.ts';

/**
 * The origin in which web pages of lab hosts are shown to a browser that has our own pages from elsewhere. Cookies are shared by all ports of
 * a host name, so this is another host name where there is one. Then a page can neither set a cookie that we are sent, nor fill the room that
 * a browser has for ours.
 */
export interface PreviewPlace {
  /** Such as http://localhost:8081 */
  origin: string;
  /** Whether browsers take the two for different sites. If so, they keep the cookies of a framed page apart. */
  isOtherSite: boolean;
}

/** @param url the operator's own, if set (PREVIEW_URL) @param port that it listens on */
export function placeFor(
  request: IncomingMessage,
  { url, port }: { url: URL | undefined; port: number },
): PreviewPlace {
  const name = hostNameOf(request);
  if (url) return { origin: url.origin, isOtherSite: url.hostname !== name };
  const other = otherLoopback(name, request);
  const scheme = isOverTls(request) ? 'https' : 'http';
  return { origin: `${scheme}://${other ?? name}:${port}`, isOtherSite: other !== undefined };
}

/** This computer's name when the request used an address, and the other way round. To browsers these are two sites. */
function otherLoopback(name: string, { socket }: IncomingMessage): string | undefined {
  if (!isLoopback(name)) return undefined;
  if (name !== 'localhost') return 'localhost';
  // Either 127.0.0.1 or ::1, whichever it listens on.
  const address = socket.localAddress ?? '';
  return address.includes(':') && !address.startsWith('::ffff:') ? '[::1]' : '127.0.0.1';
}
