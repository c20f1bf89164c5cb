import { HostStatus } from '../../../protocol/host.ts';
import type { EnsuredHosts } from '../ensured-hosts.ts';
import type { EventStreams } from '../event-streams.ts';
import { joinedRoute, learnerRoute, type Route } from '../route.ts';

interface Parts {
  hosts: EnsuredHosts;
  events: EventStreams;
}

export function hostRoutes({ hosts, events }: Parts): Route[] {
  return [
    learnerRoute(
      {
        method: 'get',
        path: '/api/host',
        summary: 'How your lab host is',
        description: 'Begins to make it when there is none, and lets one that is parked go on.',
        success: { status: 200, description: 'Its state by now.', schema: HostStatus },
      },
      ({ learner }) => hosts.awake(learner.id),
    ),
    learnerRoute(
      {
        method: 'post',
        path: '/api/host/reset',
        summary: 'Begin anew with a fresh lab host',
        description: 'Throws away all that was changed on it and ends its terminals. Follow GET /api/host.',
        success: { status: 202, description: 'The reset has begun.', schema: HostStatus },
        problems: ['host-not-ready'],
        limit: { perMinute: 20, per: 'learner', what: 'resets' },
      },
      ({ learner }) => hosts.reset(learner.id),
    ),
    joinedRoute(
      {
        method: 'get',
        path: '/api/events',
        summary: 'Follow what happens (server-sent events)',
        description:
          'Events `host` (HostStatus; one comes at once), `attempt` (Attempt), `class` (ClassView) and `me` (who you are has ' +
          'changed). Who waits to be let in hears of that only. A comment comes each 15 s.',
        success: { status: 200, description: 'The stream.', mediaType: 'text/event-stream' },
        problems: ['too-many-requests'],
      },
      async ({ learner, response }) => {
        if (learner.state !== 'active') return events.open(learner.id, response);
        events.open(learner.id, response, 'host', await hosts.status(learner.id));
      },
    ),
  ];
}
