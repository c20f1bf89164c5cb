import * as api from '../../../protocol/api/preview.ts';
import { isOverTls } from '../arrival.ts';
import type { EnsuredHosts } from '../ensured-hosts.ts';
import { pathOf } from '../preview/headers.ts';
import type { PreviewServer } from '../preview/server.ts';
import { NoTarget, targetOf } from '../preview/target.ts';
import { HttpProblem } from '../problem.ts';
import { type Route, route } from '../route.ts';

interface Parts {
  server: PreviewServer;
  hosts: EnsuredHosts;
}

export function previewRoutes({ server, hosts }: Parts): Route[] {
  return [
    route(api.show, async ({ learner, body, request, right }) => {
      const target = readTarget(body.url);
      await hosts.awake(learner.id);
      const place = server.placeFor(request);
      const from = new URL(
        request.headers.origin ?? `${isOverTls(request) ? 'https' : 'http'}://${request.headers.host}`,
      ).origin;
      const { token } = server.previews.show({ learner: learner.id, right, from, place }, target);
      return { url: place.origin + pathOf(token, target.path) };
    }),
  ];
}

function readTarget(url: string) {
  try {
    return targetOf(url);
  } catch (error) {
    if (!(error instanceof NoTarget)) throw error;
    const errors = [{ path: '/url', message: error.message }];
    throw new HttpProblem('invalid-fields', error.message, { errors });
  }
}
