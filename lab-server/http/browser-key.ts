import type { IncomingMessage } from 'node:http';
import type { Request } from 'express';
import { KEY_HEADER, KEY_QUERY, LONGEST_KEY } from '../../protocol/browser-key.ts';
import { HttpProblem } from './problem.ts';

/** The key that our pages send (protocol/browser-key.ts). Empty when a request has none, as from a client that is no browser. @throws HttpProblem */
export function keyOf(request: IncomingMessage): string {
  const key = request.headers[KEY_HEADER] ?? keyInQuery(request) ?? '';
  if (typeof key === 'string' && key.length <= LONGEST_KEY) return key;
  throw new HttpProblem('malformed-request', `A key has at most ${LONGEST_KEY} characters.`);
}

function keyInQuery(request: IncomingMessage): string | undefined {
  const { originalUrl = request.url ?? '' } = request as Partial<Request>;
  if (!originalUrl.includes('?')) return undefined;
  return new URLSearchParams(originalUrl.slice(originalUrl.indexOf('?'))).get(KEY_QUERY) ?? undefined;
}
