import * as api from '../../../protocol/api/terminals.ts';
import { secondOf } from '../../../protocol/host-owner.ts';
import type { WhichHost } from '../../../protocol/terminal.ts';
import type { SecondHosts } from '../../classes/second-hosts.ts';
import type { Changes } from '../../store/changes.ts';
import type { TerminalKeeper } from '../../terminals/keeper.ts';
import type { EnsuredHosts } from '../ensured-hosts.ts';
import { type Route, route, socketRoute } from '../route.ts';
import { unknown } from '../unknown.ts';

interface Parts {
  terminals: TerminalKeeper;
  hosts: EnsuredHosts;
  seconds: Pick<SecondHosts, 'requireNoExam'>;
  /** Whether the learner's terminals are recorded. */
  isRecorded(learner: string): boolean;
  changes: Changes;
}

export function terminalRoutes({ terminals, hosts, seconds, isRecorded, changes }: Parts): Route[] {
  return [
    route(api.list, async ({ learner }) => {
      const on = async (owner: string, host: WhichHost) =>
        (await terminals.list({ learner: owner })).map((one) => ({ ...one, host }));
      const all = [on(learner.id, 'own'), on(secondOf(learner.id), 'second')];
      return { terminals: (await Promise.all(all)).flat(), recorded: isRecorded(learner.id) };
    }),
    route(api.open, async ({ learner, body: { host, ...size } }) => {
      if (host === 'second') {
        seconds.requireNoExam(learner.id);
        return { id: await terminals.open({ learner: secondOf(learner.id), size, record: false }) };
      }
      await hosts.awake(learner.id);
      const id = await terminals.open({ learner: learner.id, size, record: isRecorded(learner.id) });
      changes.emit('presence', learner.id);
      return { id };
    }),
    socketRoute(api.window),
    socketRoute(api.deskWindow),
    route(api.end, async ({ learner, params }) => {
      for (const owner of [learner.id, secondOf(learner.id)])
        if (await terminals.end({ learner: owner, id: params.id })) return;
      throw unknown('unknown-terminal', params.id);
    }),
  ];
}
