import type { HostStatus } from '../../protocol/host.ts';
import type { HostMaker } from '../host-maker/contract.ts';
import type { Learner } from '../store/learners.ts';
import type { OneAwake } from './one-awake.ts';

/** The longest in ms that a parked host may take to come back. After that the learner is told to try again. */
const WAKING = 5000;

/** Lab hosts as routes ask for them: a learner whose cookie outlived their host gets a new one with the first request. */
export class EnsuredHosts {
  readonly #maker: HostMaker;
  readonly #oneAwake: Pick<OneAwake, 'ensure' | 'used'>;
  readonly #courseOf: (learner: string) => string | undefined;

  /** @param courseOf a learner's course, whose scenario their host gets. */
  constructor(
    maker: HostMaker,
    oneAwake: Pick<OneAwake, 'ensure' | 'used'>,
    courseOf: (learner: string) => string | undefined,
  ) {
    this.#maker = maker;
    this.#oneAwake = oneAwake;
    this.#courseOf = courseOf;
  }

  /** Begins to make the host when there is none. A parked host stays parked, and one at rest stays so. @throws HostNotReady */
  async status(learner: string): Promise<HostStatus> {
    return this.#maker.status(learner) ?? this.#ensure(learner);
  }

  /** The same for a caller that will use the host: a parked host runs again when this resolves, and one at rest is being woken. @throws HostNotReady */
  async awake(learner: string): Promise<HostStatus> {
    this.#oneAwake.used(learner);
    const status = await this.status(learner);
    if (status.state === 'at-rest') return this.#ensure(learner);
    if (status.state !== 'parked') return status;
    const changed = Promise.withResolvers<HostStatus>();
    const unfollow = this.#maker.onStatus((who, now) => {
      if (who === learner && now.state !== 'parked') changed.resolve(now);
    });
    const timer = setTimeout(() => changed.resolve(status), WAKING);
    try {
      const now = await this.#ensure(learner);
      return now.state === 'parked' ? await changed.promise : now;
    } finally {
      clearTimeout(timer);
      unfollow();
    }
  }

  /** Notes that the learner is at work on their host, so that it is neither parked nor put to rest. @throws HostNotReady */
  async used(learner: string): Promise<void> {
    this.#oneAwake.used(learner);
    await this.#ensure(learner);
  }

  /** Makes the exercise's own beginning. @throws HostNotReady, ObserveError */
  start({ id, course }: Pick<Learner, 'id' | 'course'>, exercise: string): Promise<void> {
    return this.#maker.script({ learner: id, course, exercise, script: 'start' });
  }

  /** A host that was not there begins to be made, which is as good as a reset. @throws HostNotReady */
  async reset(learner: string): Promise<HostStatus> {
    const wasThere = this.#maker.status(learner) !== undefined;
    const { state, ...status } = await this.status(learner);
    const isMade = state === 'queued' || state === 'starting';
    return !wasThere && isMade ? { state, ...status } : this.#maker.reset({ learner });
  }

  #ensure(learner: string): Promise<HostStatus> {
    return this.#oneAwake.ensure({ learner, course: this.#courseOf(learner) });
  }
}
