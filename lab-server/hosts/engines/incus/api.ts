import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { Agent, type Dispatcher, request } from 'undici';
import { z } from 'zod';
import { EngineError } from '../contract.ts';

/** Incus refuses, or can't be reached. The message is for the operator. */
export class IncusError extends EngineError {
  override name = 'IncusError';
  /** The HTTP status that Incus answered with; 0 when it did not answer. */
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

/** What every answer is in (Incus documentation, rest-api). */
const Envelope = z.discriminatedUnion('type', [
  z.object({ type: z.literal('sync'), metadata: z.unknown() }),
  z.object({ type: z.literal('async'), operation: z.string(), metadata: z.unknown() }),
  z.object({ type: z.literal('error'), error: z.string(), error_code: z.int() }),
]);

const Operation = z.object({
  status: z.string(),
  status_code: z.int(),
  err: z.string(),
  metadata: z.record(z.string(), z.unknown()).nullable(),
});

/** Stands for the Incus of this machine, which is asked by a socket. */
const SOCKET = 'http://incus';
/** ms until another member is asked, which the lab server does when one does not take a connection or does not say who it is. */
const CONNECT = 4_000;
/** Seconds of one wait for an operation. */
const WAIT = 10;
/** Status of an operation or answer (Incus documentation, rest-api): from 200 on it has ended, and all but 200 failed. */
const SUCCESS = 200;

export interface Access {
  /** `unix:///FILE` or `https://HOST:PORT`. */
  url: string;
  /** Of this machine, in PEM; for https. */
  client?: { cert: string; key: string } | undefined;
  /** The only certificate that the server may show, in PEM; for https. */
  server?: string | undefined;
}

export interface Asked {
  query?: Record<string, string | number>;
  /** Sent as JSON. */
  body?: unknown;
  /** Sent as it is in place of `body`. */
  raw?: Dispatcher.DispatchOptions['body'];
  headers?: Record<string, string>;
}

/** Incus by its REST API. Nothing that it answers is believed before it was parsed. */
export class Incus {
  readonly #agent: Agent;
  readonly #url: string;
  /** Where the cluster answers, the one that answered last first. */
  #origins: string[];

  constructor({ url, client, server }: Access) {
    this.#url = url;
    const [, socketPath] = /^unix:\/\/(\/.*)/.exec(url) ?? [];
    this.#origins = [socketPath ? SOCKET : url];
    this.#agent = new Agent({
      headersTimeout: (WAIT + 20) * 1000,
      connect: socketPath
        ? { socketPath }
        : {
            timeout: CONNECT,
            ...client,
            ...(server && { ca: server }),
            // It is known by its certificate, whatever name that has.
            checkServerIdentity: () => undefined,
          },
    });
  }

  /** The cluster is there too, as https://HOST:PORT. Its members show one certificate. A socket's Incus is on this very machine. */
  alsoAt(urls: readonly string[]): void {
    if (!this.#origins.includes(SOCKET)) this.#origins = [...new Set([...this.#origins, ...urls])];
  }

  /** Asks for something that is there at once. @throws IncusError */
  async get<T>(path: string, schema: z.ZodType<T>, query: Asked['query'] = {}): Promise<T> {
    const answer = await this.#ask('GET', path, { query });
    const { data, error } = schema.safeParse(answer.metadata);
    if (error)
      throw new IncusError(0, `Incus answers ${path} in a way that is not known here: ${error.message}`);
    return data;
  }

  /** The same; undefined when there is no such thing. */
  async find<T>(path: string, schema: z.ZodType<T>, query: Asked['query'] = {}): Promise<T | undefined> {
    try {
      return await this.get(path, schema, query);
    } catch (error) {
      if (error instanceof IncusError && error.code === 404) return undefined;
      throw error;
    }
  }

  /**
   * Has something done, and waits until it is.
   * @param tell gets words about how far it is.
   * @returns what the operation says of itself at the end; undefined if it is not known any more. @throws IncusError when it failed.
   */
  async do(
    method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    asked: Asked = {},
    tell: (doing: string) => void = () => {},
  ): Promise<Record<string, unknown> | undefined> {
    const answer = await this.#ask(method, path, asked);
    return answer.type === 'async' ? this.#wait(answer.operation, tell) : undefined;
  }

  /** Writes a file of an instance to one of this machine. @throws IncusError */
  async fetch(path: string, query: NonNullable<Asked['query']>, file: string): Promise<void> {
    const { statusCode, body } = await this.#request('GET', path, { query });
    if (statusCode !== SUCCESS) {
      const { data } = Envelope.safeParse(parsed(await body.text()));
      throw new IncusError(
        statusCode,
        data?.type === 'error' ? data.error : `Incus answers ${path} with ${statusCode}`,
      );
    }
    await pipeline(body, createWriteStream(file, { mode: 0o600 }));
  }

  close(): Promise<void> {
    return this.#agent.close();
  }

  /** An operation that has ended is forgotten after some seconds. Whoever needs to know then looks at the result itself. */
  async #wait(
    operation: string,
    tell: (doing: string) => void,
  ): Promise<Record<string, unknown> | undefined> {
    for (;;) {
      // A wait that lasts too long ends with an error of its own. The operation goes on.
      const now =
        (await this.#waited(operation).catch(() => undefined)) ?? (await this.find(operation, Operation));
      if (!now) return undefined;
      if (now.status_code === SUCCESS) return now.metadata ?? {};
      if (now.status_code > SUCCESS) throw new IncusError(now.status_code, now.err || now.status);
      const progress = Object.entries(now.metadata ?? {}).find(([key]) => key.endsWith('progress'))?.[1];
      if (typeof progress === 'string') tell(progress);
    }
  }

  /** Its path may name the project: /1.0/operations/ID?project=NAME. */
  #waited(operation: string): Promise<z.infer<typeof Operation>> {
    return this.get(operation.replace(/(?=\?|$)/, '/wait'), Operation, { timeout: WAIT });
  }

  async #request(method: Dispatcher.HttpMethod, path: string, { query, body, raw, headers }: Asked) {
    const sent = body === undefined ? raw : JSON.stringify(body);
    let problem: Error | undefined;
    // What changes something is asked once: it may have been done although no answer came.
    for (const origin of method === 'GET' ? [...this.#origins] : this.#origins.slice(0, 1)) {
      try {
        const url = new URL(path, origin);
        for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, String(value));
        const answer = await request(url, {
          dispatcher: this.#agent,
          method,
          // Whoever does not answer this one is not there. Other answers may take long.
          ...(path === '/1.0' && { headersTimeout: CONNECT }),
          headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
          ...(sent !== undefined && { body: sent }),
        });
        this.#origins = [origin, ...this.#origins.filter((one) => one !== origin)];
        return answer;
      } catch (error) {
        problem ??= error as Error;
      }
    }
    throw this.#unreached(problem as Error);
  }

  #unreached(error: Error): IncusError {
    return new IncusError(0, `Incus can’t be reached at ${this.#url}: ${reasonOf(error)}`);
  }

  async #ask(method: Dispatcher.HttpMethod, path: string, asked: Asked) {
    const { statusCode: status, body } = await this.#request(method, path, asked);
    const text = await body.text().catch((error) => {
      throw this.#unreached(error);
    });
    const { data } = Envelope.safeParse(parsed(text));
    if (!data)
      throw new IncusError(status, `Incus answers ${path} with no answer of its own: ${text.slice(0, 200)}`);
    if (data.type === 'error') throw new IncusError(data.error_code, data.error);
    return data;
  }
}

const reasonOf = (error: Error & { code?: string }): string => error.message || (error.code ?? error.name);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
