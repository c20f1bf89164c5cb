import type { IncomingMessage } from 'node:http';
import { isIPv4 } from 'node:net';
import type { RequestHandler } from 'express';
import { isOfMachine, isOverTls, isPassedOn, plainAddress } from './arrival.ts';
import { HttpProblem } from './problem.ts';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Refuses requests that another site could make a learner's browser send. */
export function checkSource(listeningOn: string): RequestHandler {
  return (request, _response, next) => {
    checkHost(request, listeningOn);
    if (!SAFE.has(request.method)) checkOrigin(request);
    next();
  };
}

/**
 * On loopback the Host must be a loopback name. Otherwise a page whose name was made to point to 127.0.0.1 (DNS rebinding) would be of our
 * origin. Any port is accepted, since one reaches a machine without a screen by `ssh -L 9000:127.0.0.1:8080`, and a rebound page can't choose
 * its host name by a port.
 * @throws HttpProblem 421
 */
export function checkHost(request: IncomingMessage, listeningOn: string): void {
  if (isForUs(request, listeningOn)) return;
  throw new HttpProblem(
    'wrong-host',
    'This lab server answers on this computer only, as localhost or 127.0.0.1.',
  );
}

/** The same, as a question. A request that comes over the network, once that was opened, may have any name. */
export function isForUs(request: IncomingMessage, listeningOn: string): boolean {
  const { headers, socket } = request;
  if (!isLoopback(listeningOn) || !isLoopback(plainAddress(socket.localAddress)) || isPassedOn(request))
    return true;
  const name = hostName(headers.host);
  return name !== undefined && isLoopback(name);
}

/**
 * A request without Origin is let through: browsers always send one with these methods and with WebSockets, and other
 * clients have no cookie that a foreign page could borrow.
 * @throws HttpProblem 403
 */
export function checkOrigin(request: IncomingMessage): void {
  const { origin, host } = request.headers;
  const scheme = isOverTls(request) ? 'https' : 'http';
  if (origin === undefined || URL.parse(origin)?.host === URL.parse(`${scheme}://${host}`)?.host) return;
  throw new HttpProblem('foreign-origin', `Only pages of this lab server may do that, not ${origin}.`);
}

/** What proxies add to what they pass on (RFC 7239, RFC 9110 section 7.6.3, and the usual ones without one). */
const PROXIED =
  /^(?:forwarded|x-forwarded-.*|x-real-ip|x-client-ip|x-cluster-client-ip|true-client-ip|cf-.*|via)$/;

/**
 * Whether the request comes from somebody at this machine: over loopback (or into our container), by a loopback name, from a page that has such a name too, and with
 * no sign of a proxy, which would pass on requests of others. Some proxies give no such sign and put a name of their own into Host. nginx is
 * one; it then speaks HTTP/1.0, as no other client does.
 */
export function isFromHere(request: IncomingMessage): boolean {
  const { socket, headers, httpVersion } = request;
  const from = [`http://${headers.host}`, headers.origin, headers.referer].filter((one) => one !== undefined);
  return (
    (isLoopback(plainAddress(socket.remoteAddress)) || isOfMachine(request)) &&
    httpVersion !== '1.0' &&
    from.every((one) => isLoopback(URL.parse(one)?.hostname ?? '')) &&
    !Object.keys(headers).some((name) => PROXIED.test(name))
  );
}

export function isLoopback(host: string): boolean {
  const name = host.replace(/^\[(.*)\]$/, '$1').toLowerCase();
  return name === 'localhost' || name === '::1' || (isIPv4(name) && name.startsWith('127.'));
}

/** The name that the browser reached us by, without a port. */
export function hostNameOf({ headers }: IncomingMessage): string {
  return hostName(headers.host) ?? 'localhost';
}

function hostName(host = ''): string | undefined {
  return URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : undefined;
}
