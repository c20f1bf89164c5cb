import { expect } from 'vitest';
import type { z } from 'zod';
import * as api from '../../protocol/api/index.ts';
import { pathOf } from '../../protocol/api/path.ts';
import { Me } from '../../protocol/learner.ts';
import { Problem } from '../../protocol/problem.ts';
import { TerminalCreated } from '../../protocol/terminal.ts';
import type { Lab } from './lab.ts';
import { cookieIn } from './set-cookie.ts';

/** A learner's browser as far as HTTP goes: keeps the cookie and sends requests. */
export class LearnerClient {
  readonly lab: Lab;
  readonly cookie: string;
  readonly me: Me;

  constructor(lab: Lab, cookie: string, me: Me) {
    this.lab = lab;
    this.cookie = cookie;
    this.me = me;
  }

  get id(): string {
    return this.me.id;
  }

  /** What paths of the learner's course begin with. */
  get base(): string {
    const { course } = this.me;
    return course === this.lab.first ? '' : `/${course}`;
  }

  /** The folder in which checkers' programs for this learner run. */
  get folder(): string {
    return this.lab.hosts.folder(this.id);
  }

  /** The same learner at another server, like a browser that comes back after a restart. */
  at(lab: Lab): LearnerClient {
    return new LearnerClient(lab, this.cookie, this.me);
  }

  fetch(path: string, { headers, ...init }: RequestInit = {}): Promise<Response> {
    return fetch(this.lab.url + this.base + path, { ...init, headers: { cookie: this.cookie, ...headers } });
  }

  post(path: string, body: unknown): Promise<Response> {
    return postJson(this.lab.url + this.base + path, body, { cookie: this.cookie });
  }

  async get<S extends z.ZodType>(path: string, schema: S): Promise<z.infer<S>> {
    const response = await this.fetch(path);
    expect(response.status, path).toBe(200);
    return schema.parse(await response.json());
  }

  async openTerminal(cols = 80, rows = 24): Promise<string> {
    const response = await this.post(pathOf(api.terminals.open), { cols, rows });
    expect(response.status).toBe(201);
    return TerminalCreated.parse(await response.json()).id;
  }
}

export async function join(lab: Lab, name = 'Ada'): Promise<LearnerClient> {
  const response = await postJson(`${lab.url}${pathOf(api.learner.join)}`, { name });
  expect(response.status).toBe(201);
  return new LearnerClient(lab, cookieIn(response), Me.parse(await response.json()));
}

export function postJson(
  url: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

/** The problem of an answer, which must be of this kind. */
export async function problemOf(response: Response, kind: string): Promise<Problem> {
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  const problem = Problem.parse(await response.json());
  expect(problem).toMatchObject({ type: `/problems/${kind}`, status: response.status });
  return problem;
}
