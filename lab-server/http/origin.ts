import type { IncomingMessage } from 'node:http';
import { isIPv4 } from 'node:net';
import type { RequestHandler } from 'express';
import { HttpProblem } from './problem.ts';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Refuses what another site could make a learner's browser ask of us. */
export function checkSource(listeningOn: string): RequestHandler {
  return (request, _response, next) => {
    checkHost(request, listeningOn);
    if (!SAFE.has(request.method)) checkOrigin(request);
    next();
  };
}

/**
 * On loopback the Host must be a loopback name: a page whose name was made to point to 127.0.0.1 (DNS rebinding) would
 * otherwise be of our origin. The port is left open, for `ssh -L 9000:127.0.0.1:8080` is how one reaches a machine
 * without a screen, and a rebound page can't choose its host name by a port.
 * @throws HttpProblem 421
 */
export function checkHost(request: IncomingMessage, listeningOn: string): void {
  if (isForUs(request, listeningOn)) return;
  throw new HttpProblem(
    'wrong-host',
    'This lab server answers on this computer only, as localhost or 127.0.0.1.',
  );
}

/** The same, as a question. What came over the network, once that was opened, can have any name. */
export function isForUs({ headers, socket }: IncomingMessage, listeningOn: string): boolean {
  if (!isLoopback(listeningOn) || !isLoopback(plainAddress(socket.localAddress))) return true;
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
  if (origin === undefined || (URL.canParse(origin) && new URL(origin).host === canonical(host))) return;
  throw new HttpProblem('foreign-origin', `Only pages of this lab server may do that, not ${origin}.`);
}

/** Whether somebody at this machine asks. A proxy on it passes on what others ask, and says so in a header. */
export function isFromHere({ socket, headers }: IncomingMessage): boolean {
  return (
    isLoopback(plainAddress(socket.remoteAddress)) &&
    headers['x-forwarded-for'] === undefined &&
    headers.forwarded === undefined
  );
}

export function isLoopback(host: string): boolean {
  const name = host.replace(/^\[(.*)\]$/, '$1').toLowerCase();
  return name === 'localhost' || name === '::1' || (isIPv4(name) && name.startsWith('127.'));
}

/** An IPv4 address as such, also where a socket of both families has it. */
const plainAddress = (address = ''): string => address.replace(/^::ffff:/, '');

function hostName(host = ''): string | undefined {
  return URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : undefined;
}

/** As URL writes it: in lower case, without the port where it is the scheme's own. */
function canonical(host = ''): string | undefined {
  return URL.canParse(`http://${host}`) ? new URL(`http://${host}`).host : undefined;
}
