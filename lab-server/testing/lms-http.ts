import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { isRecord } from './lms-model.ts';

/** A request that has come in as a whole. */
export interface Call {
  method: string;
  url: URL;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface Answer {
  status: number;
  headers?: Record<string, string>;
  body?: string;
}

/** Something that is answered at a path. */
export interface Route {
  method: string;
  /** As URLPattern takes it. */
  path: string;
  answer(call: Call, part: (name: string) => string): Answer | Promise<Answer>;
}

/** What a call is refused with, in words. */
export class Refusal extends Error {
  readonly answer: Answer;

  constructor(status: number, words: string, headers: Record<string, string> = {}) {
    super(words);
    this.answer = {
      status,
      headers: { 'content-type': 'text/plain; charset=utf-8', ...headers },
      body: words,
    };
  }
}

/** A refusal as OAuth has it. */
export class OAuthRefusal extends Refusal {
  readonly code: string;

  constructor(status: number, code: string, words: string) {
    super(status, JSON.stringify({ error: code, error_description: words }), {
      'content-type': 'application/json',
      'cache-control': 'no-store',
    });
    this.code = code;
    this.message = words;
  }
}

export const json = (
  status: number,
  value: unknown,
  type = 'application/json',
  headers: Record<string, string> = {},
): Answer => ({ status, headers: { 'content-type': type, ...headers }, body: JSON.stringify(value) });

export const html = (body: string): Answer => ({
  status: 200,
  headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
  body,
});

export async function readCall(request: IncomingMessage, origin: string): Promise<Call> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const { method = 'GET', url = '/', headers } = request;
  return { method, url: new URL(url, origin), headers, body: Buffer.concat(chunks).toString() };
}

/** The media type of a body, without parameters. */
function typeOf({ headers }: Call): string {
  const [type = ''] = (headers['content-type'] ?? '').split(';');
  return type.trim().toLowerCase();
}

/** The body, which must be an object of this media type. */
export function bodyOf(call: Call, type: string): Record<string, unknown> {
  if (typeOf(call) !== type) throw new Refusal(415, `Content-Type must be ${type}, and is “${typeOf(call)}”`);
  let value: unknown;
  try {
    value = JSON.parse(call.body);
  } catch {
    throw new Refusal(400, 'the body is not JSON');
  }
  if (!isRecord(value)) throw new Refusal(400, 'the body is not an object');
  return value;
}

export function formOf(call: Call): URLSearchParams {
  const type = 'application/x-www-form-urlencoded';
  if (typeOf(call) !== type) throw new OAuthRefusal(400, 'invalid_request', `Content-Type must be ${type}`);
  return new URLSearchParams(call.body);
}

/** A service's answer has a media type of its own, which has to be asked for. */
export function mustAccept({ headers }: Call, type: string): void {
  const types = (headers.accept ?? '').split(',').map((one) => one.split(';')[0]?.trim().toLowerCase());
  if (!types.includes(type))
    throw new Refusal(406, `Accept must hold ${type}, and is “${headers.accept ?? ''}”`);
}

export const bearerOf = ({ headers }: Call): string | undefined =>
  /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1];

/** A page of a list, and the header that leads to the next one. @param most how many the platform gives at once. */
export function paged<T>(
  { url }: Call,
  all: T[],
  { pageSize: most, curlyLinks = false }: { pageSize: number; curlyLinks?: boolean },
): { page: T[]; headers: Record<string, string> } {
  const asked = url.searchParams.get('limit');
  if (asked !== null && !/^[1-9]\d*$/.test(asked)) throw new Refusal(400, `limit can't be “${asked}”`);
  const from = Number(url.searchParams.get('from') ?? 0);
  const until = from + Math.min(asked === null ? all.length : Number(asked), most);
  if (until >= all.length) return { page: all.slice(from), headers: {} };
  const next = new URL(url);
  next.searchParams.set('from', String(until));
  const [open, close] = curlyLinks ? ['“', '”'] : ['"', '"'];
  // Node takes a header's characters for its bytes.
  const link = Buffer.from(`<${next}>; rel=${open}next${close}`).toString('latin1');
  return { page: all.slice(from, until), headers: { link } };
}
