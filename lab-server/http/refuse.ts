import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Refused } from '../common/refused.ts';
import { HttpProblem, problemOf } from './problem.ts';

/** Answers on a bare connection, where there is no response to write to, and hangs up. */
export function refuse(socket: Duplex, problem: HttpProblem): void {
  const { body, headers } = problem;
  const content = JSON.stringify(body);
  const head = {
    ...headers,
    'Content-Type': 'application/problem+json',
    'Content-Length': Buffer.byteLength(content),
    Connection: 'close',
  };
  const lines = Object.entries(head).map(([name, value]) => `${name}: ${value}\r\n`);
  const answer = `HTTP/1.1 ${body.status} ${STATUS_CODES[body.status]}\r\n${lines.join('')}\r\n${content}`;
  // A client that never closes its side would otherwise keep the connection, and the server from closing.
  socket.end(answer, () => socket.destroy());
}

/** Answers where a window on a terminal is refused. */
export function refuseWindow(socket: Duplex, why: Refused): void {
  refuse(socket, problemOf(why));
}

/** The `clientError` listener of an http.Server, for a client whose bytes are not HTTP or did not come in time. */
export function refuseMalformed(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) socket.destroy();
  else if (error.code === 'HPE_HEADER_OVERFLOW') {
    const detail =
      'Your browser sends more cookies than this lab server reads; a web page of a lab host may have set them. Delete the cookies of this address in your browser, and load the page again.';
    // Browsers do that by themselves where they trust the connection: over TLS, and on loopback.
    const headers = { 'Clear-Site-Data': '"cookies"' };
    refuse(socket, new HttpProblem('head-too-large', detail, { headers }));
  } else
    refuse(socket, new HttpProblem('malformed-request', `The request is not proper HTTP: ${error.message}.`));
}
