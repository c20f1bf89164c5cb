import type { HostCapacity, HostStatus } from '../../protocol/host.ts';
import { HostNotReady, type LearnerHosts } from './contract.ts';

function refuse(): never {
  throw new HostNotReady('Lab hosts are on other machines.');
}

/** The lab hosts of a machine that has none, since workers make them. */
export const nowhere: LearnerHosts = {
  ensure: refuse,
  status: (): HostStatus | undefined => undefined,
  pin: refuse,
  rest: refuse,
  copy: refuse,
  throwAway: refuse,
  statuses: () => [],
  reset: refuse,
  release: refuse,
  shell: refuse,
  dialer: refuse,
  files: refuse,
  ssh: refuse,
  labHost: refuse,
  seenHost: refuse,
  capacity: (): HostCapacity => ({
    most: 0,
    learners: [],
    spares: 0,
    room: 0,
    memory: { free: 0, perHost: 0 },
    kept: { most: 0, hosts: [] },
  }),
  onStatus: () => () => {},
  async close() {},
};
