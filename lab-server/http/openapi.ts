import { z } from 'zod';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiResponsesObject } from 'zod-openapi';
import type { Access, Contract } from '../../protocol/api/contract.ts';
import { API } from '../../protocol/api/path.ts';
import { KEY_HEADER, KEY_QUERY } from '../../protocol/browser-key.ts';
import { Problem, type ProblemKind, problemKinds } from '../../protocol/problem.ts';
import { deskCookie } from './desk-session.ts';
import { learnerCookie } from './session.ts';

const DESCRIPTION = `Join, type on your own lab host, and be marked. Every error is a problem of RFC 9457.

Joining and signing in set a cookie, which is all that a client that is no browser has to send. A page in a browser sends a \`${KEY_HEADER}\` header of its
own choice too, with each request, that of joining too: then the cookie is good with this key only, so that no page at another port of the host can
pass one of its own off. Where no header can be sent, in an EventSource or a WebSocket, it is the query's \`${KEY_QUERY}\`. Where a proxy with TLS says
TLS, names of cookies begin with \`__Host-\`.`;

/** The API as an OpenAPI 3.1 document, made from the contracts. Schemas with an id become components. */
export function openApiDocument(contracts: readonly Contract[], version: string) {
  const paths: Record<string, Partial<Record<Contract['method'], ZodOpenApiOperationObject>>> = {};
  for (const contract of contracts) {
    paths[contract.path] = { ...paths[contract.path], [contract.method]: operation(contract) };
  }
  return createDocument({
    openapi: '3.1.1',
    info: {
      title: 'vethlab lab server',
      version,
      description: DESCRIPTION,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    paths,
    components: {
      securitySchemes: {
        learner: { type: 'apiKey', in: 'cookie', name: learnerCookie.plainName },
        instructor: { type: 'apiKey', in: 'cookie', name: deskCookie.plainName },
      },
    },
  });
}

function operation(contract: Contract): ZodOpenApiOperationObject {
  const { method, path, summary, description, params = {}, query, body, answer } = contract;
  const schemas = Object.entries(params).map(([name, { schema }]) => [name, schema] as const);
  const requestParams = {
    ...(schemas.length > 0 && { path: z.object(Object.fromEntries(schemas)) }),
    ...(query && { query: z.object(query) }),
  };
  return {
    operationId: `${method} ${path}`
      .replace(`${API}/`, '')
      .replaceAll(/\W+(\w)?/g, (_, next = '') => next.toUpperCase()),
    summary,
    ...(description && { description }),
    security: securityOf(contract.access),
    ...(Object.keys(requestParams).length > 0 && { requestParams }),
    ...(body && { requestBody: { required: true, content: { 'application/json': { schema: body } } } }),
    responses: {
      [`${answer.status}`]: { description: answer.description, ...contentOf(answer) },
      ...problemsOf(contract),
    },
  };
}

function contentOf({ schema, mediaType }: Contract['answer']) {
  if (schema) return { content: { 'application/json': { schema } } };
  return mediaType ? { content: { [mediaType]: { schema: z.string() } } } : {};
}

/** The problems that each kind of visitor may get. */
const refusals: Record<Access, ProblemKind[]> = {
  anyone: [],
  joined: ['not-joined', 'erased', 'course-not-served'],
  learner: ['not-joined', 'erased', 'course-not-served', 'waiting-for-approval'],
  instructor: ['not-signed-in'],
  class: ['not-signed-in', 'unknown-class'],
  member: ['not-signed-in', 'unknown-class', 'unknown-learner'],
};

function securityOf(access: Access): Record<string, string[]>[] {
  if (access === 'anyone') return [];
  return access === 'joined' || access === 'learner' ? [{ learner: [] }] : [{ instructor: [] }];
}

/** The route's own problems and those that follow from its parameters, by status. */
function problemsOf({ problems = [], access, body, limit, method }: Contract): ZodOpenApiResponsesObject {
  const kinds: ProblemKind[] = [
    ...problems,
    ...refusals[access],
    ...(body ? (['malformed-request', 'too-large', 'wrong-media-type', 'invalid-fields'] as const) : []),
    ...(limit ? (['too-many-requests'] as const) : []),
    ...(method === 'get' ? [] : (['foreign-origin'] as const)),
    'wrong-host',
    'internal',
  ];
  const byStatus = Map.groupBy(new Set(kinds), (kind) => problemKinds[kind].status);
  const content = { 'application/problem+json': { schema: Problem } };
  return Object.fromEntries(
    [...byStatus].map(([status, same]) => {
      const described = same.map((kind) => `${problemKinds[kind].title} (\`/problems/${kind}\`).`);
      if (status === 429 && limit) described.push(`At most ${limit.perMinute} ${limit.what} a minute.`);
      return [status, { description: described.join(' '), content }];
    }),
  );
}
