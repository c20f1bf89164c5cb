import { Metrics } from '../metrics.ts';
import { isFromHere } from '../origin.ts';
import { HttpProblem } from '../problem.ts';
import { openRoute, type Route } from '../route.ts';

/** Who may read the metrics: programs on this machine, or everybody who reaches the lab server. */
export type MetricsReaders = 'loopback' | 'all';

export function metricsRoutes(metrics: Metrics, readers: MetricsReaders): Route[] {
  return [
    openRoute(
      {
        method: 'get',
        path: '/metrics',
        summary: 'Figures for the operator (OpenMetrics)',
        description:
          'Lab hosts by state, seconds that making, resetting and checking took, terminals, connections, memory. ' +
          'None of them says whose. From other machines only when the lab server was started with METRICS=all.',
        success: { status: 200, description: 'OpenMetrics 1.0.', mediaType: 'application/openmetrics-text' },
        problems: ['metrics-refused'],
      },
      async ({ request, response }) => {
        if (readers === 'loopback' && !isFromHere(request)) {
          throw new HttpProblem(
            'metrics-refused',
            'Metrics are for programs on the lab server’s own machine; start it with METRICS=all to let others read them.',
          );
        }
        const text = await metrics.text();
        response.set('Cache-Control', 'no-store').type(Metrics.contentType).end(text);
      },
    ),
  ];
}
