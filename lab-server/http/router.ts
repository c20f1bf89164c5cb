import { type Request, type RequestHandler, type Response, Router } from 'express';
import { readBody, validBody } from './body.ts';
import { limitRequests } from './limits.ts';
import { HttpProblem } from './problem.ts';
import type { Route } from './route.ts';
import type { Sessions } from './session.ts';

/** Serves the routes, and answers with a problem for anything else under /api. */
export function apiRouter(routes: readonly Route[], sessions: Sessions): Router {
  const router = Router();
  router.use('/api', (_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });
  for (const route of routes) router[route.method](expressPath(route.path), ...handlers(route, sessions));
  for (const path of new Set(routes.map((route) => route.path))) {
    router.all(expressPath(path), refuseMethod(routes.filter((route) => route.path === path)));
  }
  router.use('/api', (request) => {
    const list = '/api/openapi.json lists what there is';
    throw new HttpProblem('not-found', `There is no ${request.method} ${request.originalUrl}; ${list}.`);
  });
  return router;
}

function handlers(route: Route, sessions: Sessions): RequestHandler[] {
  const { access, limit, body } = route;
  return [
    // Before the body is read: who has not joined may not make us read it.
    ...(access === 'learner' ? [requireLearner(sessions)] : []),
    ...(limit ? [limitRequests(limit, sessions)] : []),
    ...(body ? readBody : []),
    (request, response) => answer(route, request, response, sessions),
  ];
}

function requireLearner(sessions: Sessions): RequestHandler {
  return (request, _response, next) => {
    sessions.require(request);
    next();
  };
}

async function answer(route: Route, request: Request, response: Response, sessions: Sessions): Promise<void> {
  const { status, schema, mediaType } = route.success;
  // What a stream would be, without opening one that nobody reads.
  if (request.method === 'HEAD' && mediaType) return void response.status(status).type(mediaType).end();
  const body = route.body ? validBody(route.body, request) : undefined;
  const params = request.params as Record<string, string>;
  const call = { params, body, request, response };
  const result = await (route.access === 'learner'
    ? route.handle({ ...call, learner: sessions.require(request) })
    : route.handle(call));
  if (response.headersSent) return;
  response.status(status);
  // Parsed, so that nothing undocumented gets out.
  if (schema) response.json(schema.parse(result));
  else response.end();
}

function refuseMethod(routes: readonly Route[]): RequestHandler {
  const allowed = routes.flatMap(({ method }) => (method === 'get' ? ['GET', 'HEAD'] : method.toUpperCase()));
  const headers = { Allow: allowed.join(', ') };
  return (request) => {
    throw new HttpProblem(
      'method-not-allowed',
      `${request.path} takes ${headers.Allow}, not ${request.method}.`,
      { headers },
    );
  };
}

function expressPath(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1');
}
