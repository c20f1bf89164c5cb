import { type Request, type RequestHandler, type Response, Router } from 'express';
import { readBody, validBody } from './body.ts';
import { limitRequests } from './limits.ts';
import { HttpProblem } from './problem.ts';
import type { Route } from './route.ts';
import type { Visitors } from './visitors.ts';

/** Serves the routes, and answers with a problem for anything else under /api. */
export function apiRouter(routes: readonly Route[], visitors: Visitors): Router {
  const router = Router();
  router.use('/api', (_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });
  for (const route of routes) router[route.method](expressPath(route.path), ...handlers(route, visitors));
  for (const path of new Set(routes.map((route) => route.path))) {
    router.all(expressPath(path), refuseMethod(routes.filter((route) => route.path === path)));
  }
  router.use('/api', (request) => {
    const list = '/api/openapi.json lists what there is';
    throw new HttpProblem('not-found', `There is no ${request.method} ${request.originalUrl}; ${list}.`);
  });
  return router;
}

function handlers(route: Route, visitors: Visitors): RequestHandler[] {
  const { limit, body } = route;
  return [
    // Before the body is read: who may not ask may not make us read it.
    (request, _response, next) => {
      visitors.admit(route, request);
      next();
    },
    ...(limit ? [limitRequests(limit, visitors)] : []),
    ...(body ? readBody : []),
    (request, response) => answer(route, request, response, visitors),
  ];
}

async function answer(route: Route, request: Request, response: Response, visitors: Visitors): Promise<void> {
  const { status, schema, mediaType } = route.success;
  // What a stream would be, without opening one that nobody reads.
  if (request.method === 'HEAD' && mediaType) return void response.status(status).type(mediaType).end();
  const body = route.body ? validBody(route.body, request) : undefined;
  const result = await visitors.serve(route, request, response, body);
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
