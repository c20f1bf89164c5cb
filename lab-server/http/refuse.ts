import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { HttpProblem } from './problem.ts';

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

/** The `clientError` listener of an http.Server: what a client sent is not HTTP, or did not come in time. */
export function refuseMalformed(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) socket.destroy();
  else
    refuse(socket, new HttpProblem('malformed-request', `The request is not proper HTTP: ${error.message}.`));
}
