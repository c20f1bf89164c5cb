import type { HostStatus } from '../../protocol/host.ts';
import type { HostMaker } from '../host-maker/contract.ts';

/** Lab hosts as routes ask for them: a learner whose cookie outlived their host gets a new one with the first request. */
export class EnsuredHosts {
  readonly #maker: HostMaker;

  constructor(maker: HostMaker) {
    this.#maker = maker;
  }

  /** Begins to make the host when there is none. @throws HostNotReady */
  async status(learner: string): Promise<HostStatus> {
    return this.#maker.status(learner) ?? this.#maker.ensure(learner);
  }

  /** @throws HostNotReady */
  async reset(learner: string): Promise<HostStatus> {
    await this.status(learner);
    return this.#maker.reset(learner);
  }
}
