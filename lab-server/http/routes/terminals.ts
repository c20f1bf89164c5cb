import { z } from 'zod';
import { TerminalCreated, TerminalList, TerminalRequest } from '../../../protocol/terminal.ts';
import type { TerminalKeeper } from '../../terminals/keeper.ts';
import type { EnsuredHosts } from '../ensured-hosts.ts';
import { HttpProblem } from '../problem.ts';
import { learnerRoute, type Route } from '../route.ts';

interface Parts {
  terminals: TerminalKeeper;
  hosts: EnsuredHosts;
  /** Whether the learner's terminals are recorded. */
  isRecorded(learner: string): boolean;
  /** Called when a learner has opened or ended one. */
  onChange(learner: string): void;
}

export function terminalRoutes({ terminals, hosts, isRecorded, onChange }: Parts): Route[] {
  return [
    learnerRoute(
      {
        method: 'get',
        path: '/api/terminals',
        summary: 'Your terminals',
        success: {
          status: 200,
          description: 'Oldest first.',
          schema: TerminalList,
        },
      },
      async ({ learner }) => ({
        terminals: await terminals.list(learner.id),
        recorded: isRecorded(learner.id),
      }),
    ),
    learnerRoute(
      {
        method: 'post',
        path: '/api/terminals',
        summary: 'Open a terminal on your lab host',
        description: 'It runs until its shell ends, also while no window shows it.',
        body: TerminalRequest,
        success: { status: 201, description: 'The new terminal.', schema: TerminalCreated },
        problems: ['too-many-terminals', 'host-not-ready'],
        limit: { perMinute: 30, per: 'learner', what: 'new terminals' },
      },
      async ({ learner, body }) => {
        await hosts.awake(learner.id);
        const id = await terminals.open(learner.id, body, isRecorded(learner.id));
        onChange(learner.id);
        return { id };
      },
    ),
    learnerRoute(
      {
        method: 'get',
        path: '/api/terminals/{id}',
        summary: 'One terminal (WebSocket)',
        description:
          'Binary frames are raw bytes, input of the shell one way and its output the other. Text frames are JSON: ' +
          'the server says `start` and `exit`, the client `ack` and `resize`. A terminal that is no more closes the ' +
          'socket with 4404.',
        query: {
          from: {
            schema: z.int().min(0),
            description: 'Bytes of output the client has already; 0 when left out.',
          },
        },
        success: { status: 101, description: 'The WebSocket is open.' },
        problems: ['malformed-request', 'foreign-origin', 'too-many-requests', 'upgrade-required'],
      },
      () => {
        const headers = { Upgrade: 'websocket', Connection: 'Upgrade' };
        throw new HttpProblem('upgrade-required', 'Open it as a WebSocket.', { headers });
      },
    ),
    learnerRoute(
      {
        method: 'delete',
        path: '/api/terminals/{id}',
        summary: 'End a terminal',
        description: 'Hangs up, as closing a window does; a shell that stays is killed after 2 s.',
        success: { status: 204, description: 'It is ending.' },
        problems: ['unknown-terminal'],
      },
      async ({ learner, params }) => {
        if (await terminals.end(learner.id, params.id ?? '')) return;
        throw new HttpProblem('unknown-terminal', 'It has ended, or never was.');
      },
    ),
  ];
}
