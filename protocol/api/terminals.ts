import { LearnerTerminalRequest, TerminalCreated, TerminalList, WhichHost } from '../terminal.ts';
import { contract } from './contract.ts';
import { aTerminal, countFrom, MEMBER, ofMember } from './params.ts';

const from = countFrom(0).default(0).describe('Bytes of output the client has already.');
const isOpen = { status: 101, description: 'The WebSocket is open.' } as const;

export const list = contract({
  method: 'get',
  path: '/api/terminals',
  access: 'learner',
  summary: 'Your terminals',
  answer: {
    status: 200,
    description: 'Oldest first.',
    schema: TerminalList,
  },
});

export const open = contract({
  method: 'post',
  path: '/api/terminals',
  access: 'learner',
  summary: 'Open a terminal on your lab host',
  description: 'It runs until its shell ends, also while no window shows it.',
  body: LearnerTerminalRequest,
  answer: { status: 201, description: 'The new terminal.', schema: TerminalCreated },
  problems: ['too-many-terminals', 'host-not-ready', 'not-in-exam'],
  limit: { perMinute: 30, per: 'learner', what: 'new terminals' },
});

export const window = contract({
  method: 'get',
  path: '/api/terminals/{id}',
  access: 'learner',
  summary: 'One terminal (WebSocket)',
  description:
    'Binary frames are raw bytes, input of the shell one way and its output the other. Text frames are JSON: ' +
    'the server says `start` and `exit`, the client `ack` and `resize`. A terminal that is no more closes the ' +
    'socket with 4404, and 4403 says that you may not see it any more.',
  params: { id: aTerminal },
  query: { from, host: WhichHost.default('own') },
  answer: isOpen,
  problems: ['malformed-request', 'foreign-origin', 'too-many-requests', 'upgrade-required'],
});

export const deskWindow = contract({
  method: 'get',
  path: `${MEMBER}/terminals/{id}`,
  access: 'member',
  summary: "One of a learner's terminals (WebSocket)",
  description:
    'As the learner’s own. The server says `size` too; what is typed passes only while the learner lets the instructor type.',
  params: { ...ofMember, id: aTerminal },
  query: { from },
  answer: isOpen,
  problems: ['malformed-request', 'foreign-origin', 'too-many-requests', 'upgrade-required'],
});

export const end = contract({
  method: 'delete',
  path: '/api/terminals/{id}',
  access: 'learner',
  summary: 'End a terminal',
  description: 'Hangs up, as closing a window does; a shell that stays is killed after 2 s.',
  params: { id: aTerminal },
  answer: { status: 204, description: 'It is ending.' },
  problems: ['unknown-terminal'],
});
