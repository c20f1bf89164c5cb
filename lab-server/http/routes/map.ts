import * as api from '../../../protocol/api/map.ts';
import type { EnsuredHosts } from '../ensured-hosts.ts';
import type { MapFollowers } from '../map-followers.ts';
import { HttpProblem } from '../problem.ts';
import { type Route, route } from '../route.ts';

interface Parts {
  hosts: EnsuredHosts;
  /** Undefined: nobody may look, as in an exam. */
  maps: MapFollowers | undefined;
  /** Whether this learner may look, by the settings of their class. */
  mayMap(learner: string): boolean;
}

export function mapRoutes({ hosts, maps, mayMap }: Parts): Route[] {
  return [
    route(api.follow, async ({ learner, response }) => {
      if (!maps || !mayMap(learner.id)) {
        throw new HttpProblem('map-off', 'It is switched off, as in an exam.');
      }
      await hosts.status(learner.id);
      maps.open(learner.id, response);
    }),
  ];
}
