import { Preview, PreviewRequest } from '../../../protocol/preview.ts';
import { hostNameOf, pathOf } from '../../preview/headers.ts';
import type { PreviewServer } from '../../preview/server.ts';
import { NoTarget, targetOf } from '../../preview/target.ts';
import type { EnsuredHosts } from '../ensured-hosts.ts';
import { HttpProblem } from '../problem.ts';
import { learnerRoute, type Route } from '../route.ts';

interface Parts {
  server: PreviewServer;
  hosts: EnsuredHosts;
}

export function previewRoutes({ server, hosts }: Parts): Route[] {
  return [
    learnerRoute(
      {
        method: 'post',
        path: '/api/preview',
        summary: 'Show a page of a web server that your lab host reaches',
        description:
          'The page is shown at another port of this server, as the lab host sees it; WebSockets pass. ' +
          'The address is good until the lab server stops, or a dozen other web servers have been shown.',
        body: PreviewRequest,
        success: { status: 201, description: 'Where it is shown.', schema: Preview },
        problems: ['host-not-ready'],
        limit: { perMinute: 120, per: 'learner', what: 'pages to show' },
      },
      async ({ learner, body, request }) => {
        const target = readTarget(body.url);
        await hosts.awake(learner.id);
        const { token } = server.previews.show(learner.id, target);
        return { url: `http://${hostNameOf(request)}:${server.port}${pathOf(token, target.path)}` };
      },
    ),
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
