import type { EnsuredHosts } from '../ensured-hosts.ts';
import type { MapFollowers } from '../map-followers.ts';
import { HttpProblem } from '../problem.ts';
import { learnerRoute, type Route } from '../route.ts';

interface Parts {
  hosts: EnsuredHosts;
  /** Undefined: no one may look, as in an exam. */
  maps: MapFollowers | undefined;
  /** Whether this learner may, as their class has it. */
  mayMap(learner: string): boolean;
}

export function mapRoutes({ hosts, maps, mayMap }: Parts): Route[] {
  return [
    learnerRoute(
      {
        method: 'get',
        path: '/api/host/map',
        summary: 'Follow the map of your lab host (server-sent events)',
        description:
          'Events `map` (HostMap; one comes as soon as the host is ready, and another when it changes) and `trouble` ({detail}). ' +
          'Following it does not keep a host from being parked, nor bring it back.',
        success: { status: 200, description: 'The stream.', mediaType: 'text/event-stream' },
        problems: ['map-off', 'too-many-requests'],
      },
      async ({ learner, response }) => {
        if (!maps || !mayMap(learner.id)) {
          throw new HttpProblem('map-off', 'It is switched off, as in an exam.');
        }
        await hosts.status(learner.id);
        maps.open(learner.id, response);
      },
    ),
  ];
}
