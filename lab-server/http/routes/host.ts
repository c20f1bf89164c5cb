import * as api from '../../../protocol/api/host.ts';
import type { SecondHosts } from '../../classes/second-hosts.ts';
import type { EventStreams } from '../../common/event-streams.ts';
import type { EnsuredHosts } from '../ensured-hosts.ts';
import { type Route, route } from '../route.ts';

interface Parts {
  hosts: EnsuredHosts;
  events: EventStreams;
  seconds: SecondHosts;
}

export function hostRoutes({ hosts, events, seconds }: Parts): Route[] {
  return [
    route(api.status, ({ learner }) => hosts.awake(learner.id)),
    route(api.reset, ({ learner }) => hosts.reset(learner.id)),
    route(api.second, ({ learner }) => ({ second: seconds.of(learner.id) })),
    route(api.beginSecond, async ({ learner }) => {
      await hosts.status(learner.id);
      return { second: await seconds.begin(learner.id) };
    }),
    route(api.endSecond, ({ learner }) => seconds.end(learner.id)),
    route(api.events, async ({ learner, response }) => {
      if (learner.state !== 'active') return events.open(learner.id, response);
      events.open(learner.id, response, 'host', await hosts.status(learner.id));
    }),
  ];
}
