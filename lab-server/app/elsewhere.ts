import type { DatabaseSync } from 'node:sqlite';
import type { Logger } from 'pino';
import type { WorkerNow } from '../../protocol/worker.ts';
import type { RemoteHostMaker } from '../host-maker/client.ts';
import type { HostMaker } from '../host-maker/contract.ts';
import type { OpenStream } from '../host-maker/open-stream.ts';
import { HostNotReady } from '../hosts/contract.ts';
import { Learners } from '../store/learners.ts';
import { Placements } from '../store/placements.ts';
import type { TerminalKeeper } from '../terminals/keeper.ts';
import { PlacedHosts } from '../workers/placed-hosts.ts';
import { PlacedTerminals } from '../workers/placed-terminals.ts';
import { Roster } from '../workers/roster.ts';

/** What a lab server asks of hosts and terminals, when they are on workers. */
interface Elsewhere {
  hosts: HostMaker;
  terminals: TerminalKeeper;
  streams: OpenStream;
  workers(): WorkerNow[];
  /** Ends the connections of windows, before the lab server closes. */
  hangUp(): void;
  /** Ends the connections to workers, after the lab server has closed. */
  close(): void;
}

interface Parts {
  /** Says which workers there are. */
  maker: Pick<RemoteHostMaker, 'onWorkers'>;
  database: DatabaseSync;
  logger: Logger;
}

/** Reaches the lab hosts and terminals of the workers that the host-maker names. */
export function hostsElsewhere({ maker, database, logger }: Parts): Elsewhere {
  const learners = new Learners(database, () => {});
  let together = false;
  const neighboursOf = (id: string): string[] => {
    const group = together ? learners.find(id)?.class : undefined;
    return group == null ? [] : learners.of(group).map((one) => one.id);
  };
  const roster = new Roster({ placements: new Placements(database), neighboursOf, logger });
  maker.onWorkers((now) => {
    together = now.together;
    roster.are(now);
  });
  const terminals = new PlacedTerminals(roster);
  return {
    hosts: new PlacedHosts(roster, (id) => learners.find(id)?.course),
    terminals,
    workers: () => roster.now,
    async streams(request) {
      const link = roster.linkOf(request.learner);
      if (!link) throw new HostNotReady('There is no lab host yet; load the page again.');
      return link.openStream(request);
    },
    hangUp: () => terminals.hangUp(),
    close: () => roster.close(),
  };
}
