import type { HostStatus } from '../../protocol/host.ts';
import { HostNotReady, type Hosts } from '../hosts/contract.ts';

/** Lab hosts as routes ask for them: a learner whose cookie outlived their host gets a new one with the first request. */
export class EnsuredHosts {
  readonly #hosts: Hosts;

  constructor(hosts: Hosts) {
    this.#hosts = hosts;
  }

  /** Begins to make the host when there is none. */
  status(learner: string): HostStatus {
    if (!this.#hosts.status(learner)) this.#hosts.ensure(learner);
    const status = this.#hosts.status(learner);
    if (!status) throw new HostNotReady('Your lab host is about to be made; try again in a moment.');
    return status;
  }

  /** The same, for those who need it whole. */
  ensured(learner: string): Hosts {
    this.status(learner);
    return this.#hosts;
  }
}
