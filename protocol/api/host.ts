import { events as hostEvents } from '../events.ts';
import { HostStatus, SecondHost } from '../host.ts';
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

export const second = contract({
  method: 'get',
  path: '/api/host/second',
  access: 'learner',
  summary: 'The second lab host beside yours',
  answer: { status: 200, description: 'Its state by now.', schema: SecondHost },
  limit: { perMinute: 1200, per: 'learner', what: 'looks at a host' },
});

export const beginSecond = contract({
  method: 'post',
  path: '/api/host/second',
  access: 'learner',
  summary: 'Get a second lab host beside yours, to compare',
  description:
    'It is fresh, of the same scenario, and each reaches the other by IPv6. Nothing on it is marked. It is thrown away when nobody uses it ' +
    'for half an hour, when another learner needs its memory, when an exam begins, and with yours. Does nothing if it is there.',
  answer: {
    status: 202,
    description: 'It is being made, or the reason why it can’t be.',
    schema: SecondHost,
  },
  problems: ['host-not-ready', 'not-in-exam'],
  limit: { perMinute: 20, per: 'learner', what: 'second hosts' },
});

export const endSecond = contract({
  method: 'delete',
  path: '/api/host/second',
  access: 'learner',
  summary: 'Throw your second lab host away',
  answer: { status: 204, description: 'It is gone.' },
  limit: { perMinute: 20, per: 'learner', what: 'ends of second hosts' },
});

export const events = contract({
  method: 'get',
  path: '/api/events',
  access: 'joined',
  summary: 'Follow what happens (server-sent events)',
  description:
    'Events `host` (HostStatus; one comes at once), `second` (the same of your second host, or null), `attempt` (Attempt), `class` (ClassView) and `me` (who you are has ' +
    'changed). Who waits to be let in hears of that only. A comment comes each 15 s.',
  answer: { status: 200, description: 'The stream.', mediaType: 'text/event-stream', events: hostEvents },
  problems: ['too-many-requests'],
  limit: { perMinute: 120, per: 'learner', what: 'new streams' },
});
