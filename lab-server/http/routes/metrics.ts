import * as api from '../../../protocol/api/metrics.ts';
import { Metrics } from '../metrics.ts';
import { isFromHere } from '../origin.ts';
import { HttpProblem } from '../problem.ts';
import { type Route, route } from '../route.ts';

/** Who may read the metrics: programs on this machine, or everybody who reaches the lab server. */
export type MetricsReaders = 'loopback' | 'all';

export function metricsRoutes(metrics: Metrics, readers: MetricsReaders): Route[] {
  return [
    route(api.metrics, async ({ request, response }) => {
      if (readers === 'loopback' && !isFromHere(request)) {
        throw new HttpProblem(
          'metrics-refused',
          'Metrics are for programs on the lab server’s own machine; start it with METRICS=all to let others read them.',
        );
      }
      const text = await metrics.text();
      response.set('Cache-Control', 'no-store').type(Metrics.contentType).end(text);
    }),
  ];
}
