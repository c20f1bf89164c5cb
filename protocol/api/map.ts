import { mapEvents } from '../host-map.ts';
import { contract } from './contract.ts';

export const follow = contract({
  method: 'get',
  path: '/api/host/map',
  access: 'learner',
  summary: 'Follow the map of your lab host (server-sent events)',
  description:
    'Events `map` (HostMap; one comes as soon as the host is ready, and another when it changes) and `trouble` ({detail}). ' +
    'Following it does not keep a host from being parked, nor bring it back.',
  answer: { status: 200, description: 'The stream.', mediaType: 'text/event-stream', events: mapEvents },
  problems: ['map-off', 'too-many-requests'],
  limit: { perMinute: 60, per: 'learner', what: 'new streams' },
});
