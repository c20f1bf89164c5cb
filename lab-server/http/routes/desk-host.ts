import * as api from '../../../protocol/api/desk-host.ts';
import type { InstructorHosts } from '../../classes/instructor-hosts.ts';
import type { MapFollowers } from '../map-followers.ts';
import { HttpProblem } from '../problem.ts';
import { type Route, route, socketRoute } from '../route.ts';

interface Parts {
  hosts: InstructorHosts;
  /** Undefined: nobody may look. */
  maps: MapFollowers | undefined;
}

/** The lab host of the instructor who asks. */
export function deskHostRoutes({ hosts, maps }: Parts): Route[] {
  return [
    route(api.own, async ({ instructor }) => ({ host: await hosts.of(instructor) })),
    route(api.make, ({ group, learner, instructor, body }) =>
      hosts.make(group, learner, instructor, body.kind),
    ),
    route(api.give, ({ group, learner, instructor }) => hosts.give(group, learner, instructor)),
    route(api.throwAway, ({ instructor }) => hosts.throwAway(instructor)),
    route(api.openTerminal, async ({ instructor, body }) => ({
      id: await hosts.openTerminal(instructor, body),
    })),
    socketRoute(api.window),
    route(api.followMap, async ({ instructor, response }) => {
      if (!maps) throw new HttpProblem('map-off', 'It is switched off for this lab server.');
      await hosts.require(instructor);
      maps.open(instructor.id, response);
    }),
  ];
}
