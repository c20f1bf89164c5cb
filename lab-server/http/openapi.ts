import { z } from 'zod';
import { Problem, type ProblemKind, problemKinds } from '../../protocol/problem.ts';
import { DESK_COOKIE } from './desk-session.ts';
import type { Access, Route, RouteSpec } from './route.ts';
import { SESSION_COOKIE } from './session.ts';

type Json = Record<string, unknown>;

/** The API as an OpenAPI 3.1 document, made from the table of routes. Schemas with an id become components. */
export function openApiDocument(routes: readonly Route[], version: string): Json {
  const components = new Components();
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method]: operation(route, components) };
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'vethlab lab server',
      version,
      description: 'Join, type on your own lab host, and be marked. Every error is a problem of RFC 9457.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    paths,
    components: {
      schemas: components.schemas,
      securitySchemes: {
        learner: { type: 'apiKey', in: 'cookie', name: SESSION_COOKIE },
        instructor: { type: 'apiKey', in: 'cookie', name: DESK_COOKIE },
      },
    },
  };
}

function operation(route: Route, components: Components): Json {
  const { method, path, summary, description, body, success } = route;
  const parameters = parametersOf(route, components);
  const content = success.schema
    ? { 'application/json': { schema: components.use(success.schema) } }
    : success.mediaType && { [success.mediaType]: { schema: { type: 'string' } } };
  return {
    operationId: `${method} ${path}`
      .replace('/api/', '')
      .replaceAll(/\W+(\w)?/g, (_, next = '') => next.toUpperCase()),
    summary,
    ...(description && { description }),
    security: securityOf(route),
    ...(parameters.length > 0 && { parameters }),
    ...(body && {
      requestBody: { required: true, content: { 'application/json': { schema: components.use(body) } } },
    }),
    responses: {
      [success.status]: { description: success.description, ...(content && { content }) },
      ...problemsOf(route, components),
    },
  };
}

/** What each kind of visitor may be told. */
const refusals: Record<Access, ProblemKind[]> = {
  anyone: [],
  joined: ['not-joined'],
  learner: ['not-joined', 'waiting-for-approval'],
  instructor: ['not-signed-in'],
  class: ['not-signed-in', 'unknown-class'],
  member: ['not-signed-in', 'unknown-class', 'unknown-learner'],
};

function securityOf({ access }: Route): Json[] {
  if (access === 'anyone') return [];
  return access === 'joined' || access === 'learner' ? [{ learner: [] }] : [{ instructor: [] }];
}

function parametersOf({ path, query = {} }: RouteSpec, components: Components): Json[] {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const inQuery = Object.entries(query).map(([name, { schema, description }]) => ({
    name,
    in: 'query',
    description,
    schema: components.use(schema),
  }));
  return [...inPath, ...inQuery];
}

/** The route's own problems and those that follow from what it takes, by status. */
function problemsOf(route: Route, components: Components): Json {
  const kinds: ProblemKind[] = [
    ...(route.problems ?? []),
    ...refusals[route.access],
    ...(route.body
      ? (['malformed-request', 'too-large', 'wrong-media-type', 'invalid-fields'] as const)
      : []),
    ...(route.limit ? (['too-many-requests'] as const) : []),
    ...(route.method === 'get' ? [] : (['foreign-origin'] as const)),
    'wrong-host',
    'internal',
  ];
  const byStatus = Map.groupBy(new Set(kinds), (kind) => problemKinds[kind].status);
  const content = { 'application/problem+json': { schema: components.use(Problem) } };
  return Object.fromEntries(
    [...byStatus].map(([status, same]) => {
      const described = same.map((kind) => `${problemKinds[kind].title} (\`/problems/${kind}\`).`);
      if (status === 429 && route.limit) {
        described.push(`At most ${route.limit.perMinute} ${route.limit.what} a minute.`);
      }
      return [status, { description: described.join(' '), content }];
    }),
  );
}

/** Collects schemas that have an id, and gives references to them. */
class Components {
  readonly schemas: Json = {};

  use(schema: z.ZodType): Json {
    const { $schema: _, $defs = {}, ...json } = z.toJSONSchema(schema, { reused: 'inline' }) as Json;
    for (const [id, definition] of Object.entries($defs as Json)) this.#add(id, definition as Json);
    const { id } = schema.meta() ?? {};
    if (!id) return rebased(json) as Json;
    this.#add(id, json);
    return { $ref: `#/components/schemas/${id}` };
  }

  #add(id: string, definition: Json): void {
    const { id: _, $id: __, ...rest } = definition;
    this.schemas[id] ??= rebased(rest);
  }
}

/** Points the references of a schema of its own to the document's components. */
function rebased(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(rebased);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) =>
      key === '$ref' && typeof inner === 'string'
        ? [key, inner.replace('#/$defs/', '#/components/schemas/')]
        : [key, rebased(inner)],
    ),
  );
}
