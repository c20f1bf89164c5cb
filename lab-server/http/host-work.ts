import type { HostState } from '../../protocol/host.ts';

type Outcome = Extract<HostState, 'ready' | 'failed'>;

/** A lab host was made or reset, or that failed. `seconds` count from the request, including the wait for its turn. */
export interface WorkDone {
  work: 'create' | 'reset';
  outcome: Outcome;
  seconds: number;
}

interface Known {
  state: HostState;
  /** The work that is under way, and when it began, in ms of `now`. */
  doing?: { work: WorkDone['work']; since: number } | undefined;
}

/** States of a host of which nothing runs, or that goes there or comes back. */
const STILL: readonly HostState[] = ['parked', 'resting', 'at-rest', 'waking'];

/** Measures how long making lab hosts takes, by the states that each goes through. */
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

  /** Takes note of the state of a learner's host, and returns the work that ended with it. */
  becomes(learner: string, state: HostState): WorkDone | undefined {
    const before = this.#known.get(learner);
    // The host is parked or at rest, or comes back: nothing is made.
    if (STILL.includes(state)) {
      this.#known.set(learner, { state });
      return undefined;
    }
    if (state !== 'ready' && state !== 'failed') {
      const { work = 'create', since = this.#now() } = before?.doing ?? {};
      // A reset that waits for its turn is in state `queued` too.
      this.#known.set(learner, { state, doing: { work: state === 'resetting' ? 'reset' : work, since } });
      return undefined;
    }
    this.#known.set(learner, { state });
    // A host that was up and is no longer was shut down from inside: nothing was being made.
    if (before?.state === 'ready' || (before && STILL.includes(before.state))) return undefined;
    // A host that is taken from the spares, or refused for want of room, has no earlier state.
    const { work = 'create', since = this.#now() } = before?.doing ?? {};
    return { work, outcome: state, seconds: (this.#now() - since) / 1000 };
  }
}
