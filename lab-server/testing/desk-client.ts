import { expect } from 'vitest';
import type { z } from 'zod';
import * as api from '../../protocol/api/index.ts';
import { pathOf } from '../../protocol/api/path.ts';
import type { ClassSettings } from '../../protocol/class.ts';
import { ClassDetail } from '../../protocol/desk/class.ts';
import { Me } from '../../protocol/learner.ts';
import type { Lab } from './lab.ts';
import { LearnerClient, postJson } from './learner-client.ts';
import { cookieIn } from './set-cookie.ts';

/** An instructor's browser as far as HTTP goes. */
export class DeskClient {
  readonly lab: Pick<Lab, 'url'>;
  readonly cookie: string;

  constructor(lab: Pick<Lab, 'url'>, cookie: string) {
    this.lab = lab;
    this.cookie = cookie;
  }

  fetch(path: string, { headers, ...init }: RequestInit = {}): Promise<Response> {
    return fetch(this.lab.url + path, { ...init, headers: { cookie: this.cookie, ...headers } });
  }

  post(path: string, body: unknown = {}): Promise<Response> {
    return postJson(this.lab.url + path, body, { cookie: this.cookie });
  }

  delete(path: string): Promise<Response> {
    return this.fetch(path, { method: 'DELETE' });
  }

  async get<S extends z.ZodType>(path: string, schema: S): Promise<z.infer<S>> {
    return read(await this.fetch(path), schema);
  }

  /** Posts a body that must be accepted, and reads the answer. */
  async done<S extends z.ZodType>(path: string, body: unknown, schema: S): Promise<z.infer<S>> {
    return read(await this.post(path, body), schema);
  }

  /** @param course left out, the first that the lab server serves */
  async newClass(
    name = 'Networks',
    settings: Partial<ClassSettings> = {},
    course?: string,
  ): Promise<ClassDetail> {
    const group = await this.done(pathOf(api.deskClasses.begin), { name, course }, ClassDetail);
    if (Object.keys(settings).length === 0) return group;
    return this.set(group, settings);
  }

  async set({ id, settings: before }: ClassDetail, settings: Partial<ClassSettings>): Promise<ClassDetail> {
    return this.done(
      pathOf(api.deskClasses.change, { params: { class: id } }),
      { settings: { ...before, ...settings } },
      ClassDetail,
    );
  }
}

async function read<S extends z.ZodType>(response: Response, schema: S): Promise<z.infer<S>> {
  const text = await response.text();
  expect(response.ok, `${response.status} ${response.url} ${text}`).toBe(true);
  return schema.parse(JSON.parse(text));
}

/** Signs in by a one-time link as the operator, or as another instructor of this name. */
export async function signIn(lab: Lab, name?: string): Promise<DeskClient> {
  const { instructors } = lab.stores;
  const instructor =
    name === undefined
      ? (instructors.list().find(({ operator }) => operator) ?? instructors.add('Operator', true))
      : (instructors.named(name) ?? instructors.add(name, false));
  const { token } = instructors.newLink(instructor.id);
  const response = await postJson(`${lab.url}${pathOf(api.deskAccount.signIn)}`, { token });
  expect(response.status).toBe(200);
  return new DeskClient(lab, cookieIn(response));
}

/** Joins a class. */
export async function joinClass(lab: Lab, code: string, name: string, more = {}): Promise<LearnerClient> {
  const response = await postJson(`${lab.url}${pathOf(api.learner.join)}`, { name, code, ...more });
  const text = await response.text();
  expect(response.status, text).toBe(201);
  return new LearnerClient(lab, cookieIn(response), Me.parse(JSON.parse(text)));
}
