import { InstructorHost, InstructorHostNow, InstructorHostRequest } from '../desk/instructor-host.ts';
import { mapEvents } from '../host-map.ts';
import { TerminalCreated, TerminalRequest } from '../terminal.ts';
import { contract } from './contract.ts';
import { aTerminal, countFrom, MEMBER, ofMember } from './params.ts';

const HOST = '/api/desk/host';

export const own = contract({
  method: 'get',
  path: HOST,
  access: 'instructor',
  summary: 'Your own lab host',
  description: 'It is thrown away when nobody uses it for two hours. Nothing on it is marked.',
  answer: { status: 200, description: 'As it is now; null when you have none.', schema: InstructorHostNow },
});

export const make = contract({
  method: 'post',
  path: `${MEMBER}/host/mine`,
  access: 'member',
  summary: 'Get a lab host of your own: a copy of a learner’s, or a fresh one of its scenario',
  description:
    'It takes the place of the one that you have. The learner’s host stays as it is. Follow GET /api/desk/host.',
  params: ofMember,
  body: InstructorHostRequest,
  answer: { status: 202, description: 'It is being started.', schema: InstructorHost },
  problems: ['host-not-ready'],
});

export const give = contract({
  method: 'post',
  path: `${MEMBER}/host/give`,
  access: 'member',
  summary: 'Give a learner a copy of your own lab host in the place of theirs',
  description: 'Theirs goes, with all that was on it. Yours stays. The learner is told who did it.',
  params: ofMember,
  answer: { status: 204, description: 'The copy is made, and begins to wake.' },
  problems: ['host-not-ready', 'no-own-host'],
});

export const throwAway = contract({
  method: 'delete',
  path: HOST,
  access: 'instructor',
  summary: 'Throw your own lab host away',
  answer: { status: 204, description: 'It is gone.' },
});

export const openTerminal = contract({
  method: 'post',
  path: `${HOST}/terminals`,
  access: 'instructor',
  summary: 'Open a terminal on your own lab host',
  description: 'It is not recorded.',
  body: TerminalRequest,
  answer: { status: 201, description: 'The new terminal.', schema: TerminalCreated },
  problems: ['too-many-terminals', 'host-not-ready', 'no-own-host'],
  limit: { perMinute: 30, per: 'instructor', what: 'new terminals' },
});

export const window = contract({
  method: 'get',
  path: `${HOST}/terminals/{id}`,
  access: 'instructor',
  summary: 'A terminal on your own lab host (WebSocket)',
  description: 'As a learner’s own.',
  params: { id: aTerminal },
  query: { from: countFrom(0).default(0).describe('Bytes of output the client has already.') },
  answer: { status: 101, description: 'The WebSocket is open.' },
  problems: ['malformed-request', 'foreign-origin', 'too-many-requests', 'upgrade-required'],
});

export const followMap = contract({
  method: 'get',
  path: `${HOST}/map`,
  access: 'instructor',
  summary: 'Follow the map of your own lab host (server-sent events)',
  answer: { status: 200, description: 'The stream.', mediaType: 'text/event-stream', events: mapEvents },
  problems: ['map-off', 'no-own-host', 'too-many-requests'],
});
