import type { HostState } from '../../protocol/host.ts';

export type Outcome = Extract<HostState, 'ready' | 'failed'>;

/** A lab host that was made or reset, or was meant to be; `seconds` from being asked for, waiting for its turn included. */
export interface WorkDone {
  work: 'create' | 'reset';
  outcome: Outcome;
  seconds: number;
}

interface Known {
  state: HostState;
  /** What is being done, and since when in ms of `now`. */
  doing?: { work: WorkDone['work']; since: number } | undefined;
}

/** How long making lab hosts takes, read off the states that each goes through. */
export class HostWork {
  readonly #known = new Map<string, Known>();
  readonly #now: () => number;

  /** @param now ms of a clock that never goes back. */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  inState(state: HostState): number {
    return [...this.#known.values()].filter((known) => known.state === state).length;
  }

  /** Takes note of a learner's host's state, and says what that brought to its end. */
  becomes(learner: string, state: HostState): WorkDone | undefined {
    const before = this.#known.get(learner);
    // Held still, and let go on: nothing is made.
    if (state === 'parked') {
      this.#known.set(learner, { state });
      return undefined;
    }
    if (state !== 'ready' && state !== 'failed') {
      const { work = 'create', since = this.#now() } = before?.doing ?? {};
      // While it waits for its turn, a reset says that it is queued too.
      this.#known.set(learner, { state, doing: { work: state === 'resetting' ? 'reset' : work, since } });
      return undefined;
    }
    this.#known.set(learner, { state });
    // A host that was up and is not any more was shut down from inside: nothing was being made.
    if (before?.state === 'ready' || before?.state === 'parked') return undefined;
    // One that is taken from the spares, or refused for want of room, comes without a beginning.
    const { work = 'create', since = this.#now() } = before?.doing ?? {};
    return { work, outcome: state, seconds: (this.#now() - since) / 1000 };
  }
}
