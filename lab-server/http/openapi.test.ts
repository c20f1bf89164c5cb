import { expect, test } from 'vitest';
import { z } from 'zod';
import * as api from '../../protocol/api/index.ts';
import { API, pathOf } from '../../protocol/api/path.ts';
import { startLab } from '../testing/lab.ts';

const Operation = z.strictObject({
  operationId: z.string().regex(/^[a-zA-Z]+$/),
  summary: z.string().min(1),
  description: z.string().optional(),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  parameters: z
    .array(
      z.strictObject({
        name: z.string(),
        in: z.enum(['path', 'query']),
        required: z.boolean().optional(),
        description: z.string().optional(),
        schema: z.record(z.string(), z.unknown()),
      }),
    )
    .optional(),
  requestBody: z
    .strictObject({
      required: z.literal(true),
      content: z.record(z.string(), z.object({ schema: z.object() })),
    })
    .optional(),
  responses: z.record(
    z.string().regex(/^[1-5]\d\d$/),
    z.strictObject({
      description: z.string().min(1),
      content: z.record(z.string(), z.strictObject({ schema: z.record(z.string(), z.unknown()) })).optional(),
    }),
  ),
});

/** As much of OpenAPI 3.1 as the document uses. */
const OpenApi = z.strictObject({
  openapi: z.string().regex(/^3\.1\.\d+$/),
  info: z.strictObject({
    title: z.string(),
    version: z.string().regex(/^\d+\.\d+\.\d+/),
    description: z.string(),
    license: z.object({ name: z.string(), identifier: z.string() }),
  }),
  servers: z.array(z.object({ url: z.string() })),
  paths: z.record(
    z.string().regex(/^\/(api\/.+|metrics)$/),
    z.partialRecord(z.enum(['get', 'post', 'delete']), Operation),
  ),
  components: z.strictObject({
    schemas: z.record(z.string().regex(/^[A-Za-z0-9._-]+$/), z.record(z.string(), z.unknown())),
    securitySchemes: z.record(
      z.string(),
      z.object({ type: z.literal('apiKey'), in: z.literal('cookie'), name: z.string() }),
    ),
  }),
});

async function document() {
  const lab = await startLab();
  return OpenApi.parse(await (await fetch(`${lab.url}${pathOf(api.meta.openapi)}`)).json());
}

test('every route is described, with its answer and its problems', async () => {
  const { paths } = await document();
  // The routes of the desk are covered by desk-access.test.ts.
  const others = Object.entries(paths).filter(([path]) => !path.startsWith(`${API}/desk/`));
  const described = others.flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, { responses, security }]) => {
      const access = security.length > 0 ? 'learner' : 'anyone';
      return `${method.toUpperCase()} ${path} ${access} ${Object.keys(responses).join(' ')}`;
    }),
  );
  expect(described.sort()).toEqual(
    [
      'GET /api/courses anyone 200 421 500',
      'GET /api/events learner 200 401 421 429 500',
      'GET /api/exercises learner 200 401 403 421 500',
      'GET /api/exercises/{id}/attempts learner 200 401 403 404 421 500',
      'GET /api/exercises/{id}/solution learner 200 401 403 404 421 500',
      'GET /api/health anyone 200 421 500',
      'GET /api/host learner 200 401 403 421 429 500',
      'GET /api/host/second learner 200 401 403 421 429 500',
      'POST /api/host/second learner 202 401 403 421 429 500 503',
      'DELETE /api/host/second learner 204 401 403 421 429 500',
      'GET /api/host/editor/file learner 200 401 403 404 409 413 421 422 429 500 502 503',
      'GET /api/host/editor/folder learner 200 401 403 404 409 421 422 429 500 502 503',
      'POST /api/host/editor/file learner 200 400 401 403 404 409 413 421 422 429 500 502 503 507',
      'POST /api/host/editor/folder learner 200 400 401 403 404 409 413 415 421 422 429 500 502 503 507',
      'POST /api/host/editor/remove learner 200 400 401 403 404 409 413 415 421 422 429 500 502 503',
      'POST /api/host/editor/rename learner 200 400 401 403 404 409 413 415 421 422 429 500 502 503 507',
      'GET /api/host/files learner 200 401 403 421 429 500 502 503',
      'GET /api/host/files/{name} learner 200 401 403 404 421 422 429 500 503',
      'GET /api/host/map learner 200 401 403 421 429 500',
      'GET /api/host/ssh learner 200 401 403 421 429 500',
      'GET /api/me learner 200 401 421 500',
      'GET /api/notes learner 200 401 403 421 500',
      'GET /api/openapi.json anyone 200 421 500',
      'GET /metrics anyone 200 403 421 500',
      'GET /api/terminals learner 200 401 403 421 500',
      'GET /api/terminals/{id} learner 101 400 401 403 421 426 429 500',
      'DELETE /api/terminals/{id} learner 204 401 403 404 421 500',
      'GET /api/recordings learner 200 401 403 421 500',
      'GET /api/recordings/{id} learner 200 401 403 404 421 500',
      'DELETE /api/recordings/{id} learner 204 401 403 404 421 500',
      'POST /api/exercises/{id}/attempts learner 201 400 401 403 404 409 413 415 421 422 429 500 503',
      'POST /api/exercises/{id}/attempts/{attempt}/dispute learner 201 400 401 403 404 409 413 415 421 422 429 500',
      'POST /api/exercises/{id}/here learner 204 401 403 404 421 429 500',
      'POST /api/exercises/{id}/hints learner 200 401 403 404 421 422 429 500',
      'POST /api/exercises/{id}/watch learner 200 401 403 404 409 421 429 500',
      'POST /api/host/files/{name} learner 201 400 401 403 413 421 422 429 500 503 507',
      'POST /api/host/reset learner 202 401 403 421 429 500 503',
      'POST /api/exercises/{id}/start learner 204 401 403 404 409 421 429 500 503',
      'GET /api/class learner 200 401 403 409 421 500',
      'POST /api/hand learner 201 400 401 403 409 413 415 421 422 429 500',
      'DELETE /api/hand learner 204 401 403 421 500',
      'POST /api/control learner 204 400 401 403 413 415 421 422 500',
      'DELETE /api/control learner 204 401 403 421 500',
      'GET /api/sign-in anyone 200 421 500',
      'POST /api/enter anyone 201 400 403 413 415 421 422 500',
      'POST /api/host/ssh learner 200 400 401 403 409 413 415 421 422 429 500',
      'POST /api/host/ssh/code learner 201 401 403 409 421 429 500',
      'POST /api/host/ssh/keys learner 200 400 401 403 413 415 421 422 429 500',
      'POST /api/host/ssh/keys/remove learner 200 400 401 403 413 415 421 422 429 500',
      'POST /api/join anyone 201 400 401 403 404 409 413 415 421 422 429 500',
      'POST /api/leave anyone 204 403 421 500',
      'POST /api/lms/items anyone 200 400 403 404 413 415 421 422 500',
      'POST /api/notes/{chapter} learner 200 400 401 403 404 413 415 421 422 429 500',
      'POST /api/preview learner 201 400 401 403 413 415 421 422 429 500 503',
      'POST /api/terminals learner 201 400 401 403 409 413 415 421 422 429 500 503',
    ].sort(),
  );
});

test('every parameter in a path is described, and no two operations have one id', async () => {
  const { paths } = await document();
  const ids: string[] = [];
  for (const [path, operations] of Object.entries(paths)) {
    for (const { operationId, parameters = [] } of Object.values(operations)) {
      ids.push(operationId);
      const named = parameters.filter((parameter) => parameter.in === 'path');
      expect(named.map(({ name }) => `{${name}}`)).toEqual(path.match(/\{\w+\}/g) ?? []);
      expect(named.every(({ required }) => required)).toBe(true);
    }
  }
  expect(new Set(ids).size).toBe(ids.length);
});

test('every reference leads to a schema, and zod can read every schema back', async () => {
  const { paths, components } = await document();
  const references = JSON.stringify({ paths, components }).match(/"\$ref":"[^"]*"/g) ?? [];
  expect(references.length).toBeGreaterThan(20);
  for (const reference of references) {
    const [, name = ''] = /^"\$ref":"#\/components\/schemas\/(\w+)"$/.exec(reference) ?? [];
    expect(Object.keys(components.schemas), reference).toContain(name);
  }
  for (const [name, schema] of Object.entries(components.schemas)) {
    const $defs = components.schemas;
    const text = JSON.stringify({ ...schema, $defs }).replaceAll('#/components/schemas/', '#/$defs/');
    expect(() => z.fromJSONSchema(JSON.parse(text)), name).not.toThrow();
    expect(JSON.stringify(schema)).not.toMatch(/"\$(schema|defs|id)":/);
  }
});

test('the server answers as the document says', async () => {
  const lab = await startLab();
  const { paths, components } = await document();
  const schema = (json: object) =>
    z.fromJSONSchema(
      JSON.parse(
        JSON.stringify({ ...json, $defs: components.schemas }).replaceAll(
          '#/components/schemas/',
          '#/$defs/',
        ),
      ),
    );
  const health = await (await fetch(`${lab.url}${pathOf(api.meta.health)}`)).json();
  expect(health).toEqual({ status: 'ok', version: expect.stringMatching(/^\d+\./) });
  schema(
    paths[pathOf(api.meta.health)]?.get?.responses['200']?.content?.['application/json']?.schema ?? {},
  ).parse(health);

  const problem = await (await fetch(`${lab.url}${pathOf(api.learner.me)}`)).json();
  const described =
    paths[pathOf(api.learner.me)]?.get?.responses['401']?.content?.['application/problem+json']?.schema ?? {};
  schema(described).parse(problem);
  expect(schema(described).safeParse({ title: 'no status' }).success).toBe(false);
});
