import { cookieIn } from '../../lab-server/testing/set-cookie.ts';
import type { Contract } from '../../protocol/api/contract.ts';
import * as api from '../../protocol/api/index.ts';
import { type Asked, type Filled, filledPath, type Rest } from '../../protocol/api/path.ts';

/** The parts of a request, with any body, even one that the contract forbids. */
export type Parts<C extends Contract> = Filled<C> & Asked<C> & { body?: unknown };

/** A learner's side of the HTTP API, with the cookie that joining sets. */
export class ApiClient {
  readonly url: string;
  /** What paths of the learner's course begin with. */
  readonly base: string;
  cookie = '';

  constructor(url: string, base = '') {
    this.url = url;
    this.base = base;
  }

  async call<C extends Contract>(
    contract: C,
    ...[parts]: Rest<Parts<C>>
    // biome-ignore lint/suspicious/noExplicitAny: each test knows what its route answers, and asserts it
  ): Promise<{ status: number; body: any }> {
    const { body }: { body?: unknown } = parts ?? {};
    const response = await fetch(new URL(this.base + filledPath(contract, parts), this.url), {
      method: contract.method.toUpperCase(),
      headers: {
        ...(this.cookie ? { cookie: this.cookie } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    this.cookie = cookieIn(response) || this.cookie;
    const text = await response.text();
    return { status: response.status, body: text ? JSON.parse(text) : undefined };
  }

  async join(name = 'Ada'): Promise<void> {
    const { status, body } = await this.call(api.learner.join, { body: { name } });
    if (status !== 201) throw new Error(`joining failed: ${JSON.stringify(body)}`);
  }
}
