import { readFileSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import { request } from 'node:https';
import path from 'node:path';
import { RequestFilteringHttpsAgent } from 'request-filtering-agent';
import { LmsFailure } from './failure.ts';

/** ms that an answer may take. */
const PATIENCE = 15_000;
/** Most bytes of an answer. A page of a large course's members is far below it. */
const LARGEST = 4 * 1024 * 1024;

const { version } = JSON.parse(
  readFileSync(path.join(import.meta.dirname, '../../package.json'), 'utf8'),
) as { version: string };

interface Ask {
  method?: 'GET' | 'POST';
  headers?: Record<string, string>;
  body?: string;
}

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

/**
 * Asks servers whose addresses somebody else has given: over https, by no redirect, and, unless the operator allows it, at no address of this machine or of a
 * private network.
 */
export class Outside {
  readonly #agent: RequestFilteringHttpsAgent;

  constructor({ privateAddresses }: { privateAddresses: boolean }) {
    const allowed = { allowPrivateIPAddress: privateAddresses, allowMetaIPAddress: privateAddresses };
    // A connection that is kept may be closed by the other side at the very moment at which it is used again, which ends in “socket hang up”.
    this.#agent = new RequestFilteringHttpsAgent({ keepAlive: false, maxSockets: 8, ...allowed });
  }

  /** @throws LmsFailure when there is no answer, whatever its status */
  ask(url: string, { method = 'GET', headers = {}, body }: Ask = {}): Promise<Answer> {
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    const parsed = URL.parse(url);
    if (parsed?.protocol !== 'https:')
      return Promise.reject(new LmsFailure('not-understood', { detail: `${url} is no address with https` }));
    const asked = request(
      parsed,
      {
        method,
        agent: this.#agent,
        signal: AbortSignal.timeout(PATIENCE),
        headers: {
          'User-Agent': `vethlab/${version}`,
          ...headers,
          ...(body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(body)) }),
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        let size = 0;
        response.on('data', (chunk: Buffer) => {
          size += chunk.length;
          chunks.push(chunk);
          if (size > LARGEST)
            asked.destroy(new LmsFailure('not-understood', { detail: 'a very long answer' }));
        });
        response.once('error', (error) => reject(failureOf(error)));
        response.once('end', () => {
          const { statusCode: status = 0 } = response;
          resolve({ status, headers: response.headers, text: Buffer.concat(chunks).toString() });
        });
      },
    );
    asked.once('error', (error) => reject(failureOf(error)));
    asked.end(body);
    return promise;
  }

  close(): void {
    this.#agent.destroy();
  }
}

/** Codes of certificates that are not believed (node:tls, X509 certificate error codes). */
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_|CRL_|ALTNAME/;

function failureOf(error: Error & { code?: string }): LmsFailure {
  if (error instanceof LmsFailure) return error;
  const detail = error.name === 'AbortError' ? `no answer in ${PATIENCE / 1000} s` : error.message;
  if (/is not allowed\. Because/.test(detail)) return new LmsFailure('private-address', { detail });
  return new LmsFailure(CERTIFICATE.test(error.code ?? '') ? 'certificate' : 'unreachable', { detail });
}
