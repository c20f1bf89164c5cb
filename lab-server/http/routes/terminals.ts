import * as api from '../../../protocol/api/terminals.ts';
import type { Changes } from '../../store/changes.ts';
import type { TerminalKeeper } from '../../terminals/keeper.ts';
import type { EnsuredHosts } from '../ensured-hosts.ts';
import { type Route, route, socketRoute } from '../route.ts';
import { unknown } from '../unknown.ts';

interface Parts {
  terminals: TerminalKeeper;
  hosts: EnsuredHosts;
  /** Whether the learner's terminals are recorded. */
  isRecorded(learner: string): boolean;
  changes: Changes;
}

export function terminalRoutes({ terminals, hosts, isRecorded, changes }: Parts): Route[] {
  return [
    route(api.list, async ({ learner }) => ({
      terminals: await terminals.list({ learner: learner.id }),
      recorded: isRecorded(learner.id),
    })),
    route(api.open, async ({ learner, body }) => {
      await hosts.awake(learner.id);
      const id = await terminals.open({ learner: learner.id, size: body, record: isRecorded(learner.id) });
      changes.emit('presence', learner.id);
      return { id };
    }),
    socketRoute(api.window),
    socketRoute(api.deskWindow),
    route(api.end, async ({ learner, params }) => {
      if (await terminals.end({ learner: learner.id, id: params.id })) return;
      throw unknown('unknown-terminal', params.id);
    }),
  ];
}
