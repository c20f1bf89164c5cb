import { events as hostEvents } from '../events.ts';
import { HostStatus } from '../host.ts';
import { contract } from './contract.ts';

export const status = contract({
  method: 'get',
  path: '/api/host',
  access: 'learner',
  summary: 'How your lab host is',
  description:
    'Begins to make it when there is none, lets one that is parked go on, and begins to wake one at rest.',
  answer: { status: 200, description: 'Its state by now.', schema: HostStatus },
  limit: { perMinute: 1200, per: 'learner', what: 'looks at a host' },
});

export const reset = contract({
  method: 'post',
  path: '/api/host/reset',
  access: 'learner',
  summary: 'Begin anew with a fresh lab host',
  description: 'Throws away all that was changed on it and ends its terminals. Follow GET /api/host.',
  answer: { status: 202, description: 'The reset has begun.', schema: HostStatus },
  problems: ['host-not-ready'],
  limit: { perMinute: 20, per: 'learner', what: 'resets' },
});

export const events = contract({
  method: 'get',
  path: '/api/events',
  access: 'joined',
  summary: 'Follow what happens (server-sent events)',
  description:
    'Events `host` (HostStatus; one comes at once), `attempt` (Attempt), `class` (ClassView) and `me` (who you are has ' +
    'changed). Who waits to be let in hears of that only. A comment comes each 15 s.',
  answer: { status: 200, description: 'The stream.', mediaType: 'text/event-stream', events: hostEvents },
  problems: ['too-many-requests'],
  limit: { perMinute: 120, per: 'learner', what: 'new streams' },
});
