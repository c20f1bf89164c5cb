import { type Request, type RequestHandler, type Response, Router } from 'express';
import type { Contract } from '../../protocol/api/contract.ts';
import { openapi } from '../../protocol/api/meta.ts';
import { API } from '../../protocol/api/path.ts';
import { readBody } from './body.ts';
import type { Held } from './held.ts';
import { limitRequests } from './limits.ts';
import { HttpProblem } from './problem.ts';
import type { Route } from './route.ts';
import type { Visitors } from './visitors.ts';

/** Serves the routes, and answers with a problem for anything else under /api. */
export function apiRouter(routes: readonly Route[], visitors: Visitors, held: Held): Router {
  const router = Router();
  router.use(API, (_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });
  for (const route of routes)
    router[route.contract.method](expressPath(route.contract), ...handlers(route, visitors, held));
  for (const [path, same] of Map.groupBy(routes, ({ contract }) => expressPath(contract))) {
    router.all(path, refuseMethod(same));
  }
  router.use(API, (request) => {
    const list = `${openapi.path} lists what there is`;
    throw new HttpProblem('not-found', `There is no ${request.method} ${request.originalUrl}; ${list}.`);
  });
  return router;
}

function handlers(route: Route, visitors: Visitors, held: Held): RequestHandler[] {
  const { access, limit, body } = route.contract;
  return [
    // Checked before the body is read: whoever may not ask may not make us read it either.
    (request, _response, next) => {
      visitors.admit(access, request);
      next();
    },
    ...(limit ? [limitRequests(limit, visitors)] : []),
    ...(body ? readBody(route.contract) : []),
    (request, response) => serve(route, request, response, visitors, held),
  ];
}

async function serve(
  route: Route,
  request: Request,
  response: Response,
  visitors: Visitors,
  held: Held,
): Promise<void> {
  const { access, answer } = route.contract;
  const { status, schema, mediaType } = answer;
  // Answers as the stream would, without opening one that nobody reads.
  if (request.method === 'HEAD' && mediaType) return void response.status(status).type(mediaType).end();
  // Checked again, since reading the body took its time.
  const right = visitors.admit(access, request);
  // A request that changes something is answered all the same: it may be the one that took the right away.
  if (request.method === 'GET') {
    response.once(
      'close',
      held.hold(right, () => hangUp(response)),
    );
  }
  const result = await route.serve({ request, response, right }, visitors.asking(right));
  if (response.headersSent || response.destroyed) return;
  response.status(status);
  // The answer is parsed, so that nothing undocumented gets out.
  if (schema) response.json(schema.parse(result));
  else response.end();
}

/** A page that follows events still receives those that were sent before. */
function hangUp(response: Response): void {
  const isStream = String(response.get('Content-Type')).startsWith('text/event-stream');
  if (isStream && response.headersSent) response.end();
  else response.destroy();
}

function refuseMethod(routes: readonly Route[]): RequestHandler {
  const allowed = routes.flatMap(({ contract: { method } }) =>
    method === 'get' ? ['GET', 'HEAD'] : method.toUpperCase(),
  );
  const headers = { Allow: allowed.join(', ') };
  return (request) => {
    throw new HttpProblem(
      'method-not-allowed',
      `${request.path} takes ${headers.Allow}, not ${request.method}.`,
      { headers },
    );
  };
}

function expressPath({ path }: Contract): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1');
}
