import { readFileSync } from 'node:fs';
import path from 'node:path';

/** ms that an answer may take. */
const PATIENCE = 15_000;
/** Most characters of an answer that are kept. */
const LONGEST = 300;

const { version } = JSON.parse(
  readFileSync(path.join(import.meta.dirname, '../../package.json'), 'utf8'),
) as { version: string };

/** A learning record store, and how it lets us in. */
export interface LrsAccess {
  /** The address of its xAPI, below which `statements` is. */
  endpoint: string;
  key: string;
  secret: string;
}

interface Answer {
  status: number;
  /** Its beginning. */
  text: string;
  /** Seconds after which to come again; NaN if it doesn't say. */
  retryAfter: number;
}

/** A learning record store (Experience API 1.0.3, Communication). */
export class Lrs {
  readonly #access: LrsAccess;
  readonly #closing = new AbortController();

  constructor(access: LrsAccess) {
    this.#access = access;
  }

  /** Stores statements, all or none. @throws Error when there is no answer, whatever its status */
  async store(statements: readonly object[]): Promise<Answer> {
    const { endpoint, key, secret } = this.#access;
    const response = await fetch(new URL('statements', endpoint.replace(/\/?$/, '/')), {
      method: 'POST',
      // Who is led elsewhere would show the secret there.
      redirect: 'manual',
      headers: {
        Authorization: `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}`,
        'Content-Type': 'application/json',
        'User-Agent': `vethlab/${version}`,
        'X-Experience-API-Version': '1.0.3',
      },
      body: JSON.stringify(statements),
      signal: AbortSignal.any([this.#closing.signal, AbortSignal.timeout(PATIENCE)]),
    });
    const retryAfter = Number.parseInt(response.headers.get('retry-after') ?? '', 10);
    return { status: response.status, text: await beginningOf(response), retryAfter };
  }

  /** Calls that are under way end at once. */
  close(): void {
    this.#closing.abort();
  }
}

async function beginningOf({ body }: Response): Promise<string> {
  const reader = body?.getReader();
  const { value } = (await reader?.read()) ?? {};
  await reader?.cancel();
  return new TextDecoder()
    .decode(value)
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, LONGEST);
}
