import type { EnsuredHosts } from '../ensured-hosts.ts';
import type { MapFollowers } from '../map-followers.ts';
import { HttpProblem } from '../problem.ts';
import { learnerRoute, type Route } from '../route.ts';

interface Parts {
  hosts: EnsuredHosts;
  /** Undefined: no one may look, as in an exam. */
  maps: MapFollowers | undefined;
}

export function mapRoutes({ hosts, maps }: Parts): Route[] {
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
        if (!maps) throw new HttpProblem('map-off', 'It is switched off on this lab server, as in an exam.');
        await hosts.status(learner.id);
        maps.open(learner.id, response);
      },
    ),
  ];
}
