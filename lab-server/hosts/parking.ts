import type { Logger } from 'pino';
import type { HostStatus } from '../../protocol/host.ts';
import type { Engine, HostId } from './contract.ts';

/** In ms. */
export interface ParkingTimes {
  /** Without use for so long, a host is about to be parked, and its learner is told. */
  after: number;
  /** From then on until it is. */
  grace: number;
}

const MINUTE = 60_000;
const LONGEST = 10_080; // a week

/**
 * When hosts that nobody uses are parked: as PARK_AFTER says, in minutes, after an hour where it is not set. Undefined when
 * never.
 * @throws RangeError when the setting is no number of minutes up to a week.
 */
export function parkingFrom(setting = process.env.PARK_AFTER): ParkingTimes | undefined {
  const minutes = Number(setting || 60);
  if (!Number.isInteger(minutes) || minutes < 0 || minutes > LONGEST) {
    throw new RangeError(
      `PARK_AFTER must be a number of minutes from 1 to ${LONGEST}, or 0 for never, not ${setting}.`,
    );
  }
  return minutes === 0 ? undefined : { after: minutes * MINUTE, grace: 5 * MINUTE };
}

interface Parts {
  engine: Engine;
  logger: Logger;
  /** Undefined: no host is parked. */
  times: ParkingTimes | undefined;
  /** The learner's host and its state, as of now. */
  held: (learner: string) => { id: HostId; status: HostStatus } | undefined;
  become: (
    learner: string,
    state: HostStatus['state'],
    more?: Pick<HostStatus, 'parksAt' | 'reason'>,
  ) => void;
}

/** Holds hosts still that nobody uses, and lets them go on when somebody does. */
export class Parking {
  readonly #parts: Parts;
  /** When each learner's host was last used, in ms since 1970. */
  readonly #usedAt = new Map<string, number>();
  /** What is being done to a host: to let it go on waits until it is held. */
  readonly #doing = new Map<HostId, Promise<void>>();
  readonly #waking = new Set<HostId>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** The learner uses their host from now on, as at its start. */
  used(learner: string): void {
    this.#usedAt.set(learner, Date.now());
  }

  /** The same, and a host that is parked comes back. */
  active(learner: string): void {
    this.used(learner);
    const held = this.#parts.held(learner);
    if (held?.status.parksAt !== undefined) this.#parts.become(learner, 'ready');
    if (held?.status.state === 'parked') this.#wake(learner, held.id);
  }

  /** Tells the learner of a host that is ready that it is about to be parked, or parks it, when it is time. */
  look(learner: string): void {
    const { times, held, become } = this.#parts;
    const { id, status } = held(learner) ?? {};
    if (!times || id === undefined || status?.state !== 'ready') return;
    const now = Date.now();
    if (now - (this.#usedAt.get(learner) ?? now) < times.after) return;
    // From now, not from when it was due: a machine that was asleep has not told anybody.
    if (status.parksAt === undefined)
      become(learner, 'ready', { parksAt: new Date(now + times.grace).toISOString() });
    else if (now >= Date.parse(status.parksAt)) {
      become(learner, 'parked');
      void this.#after(id, () => this.#parts.engine.park(id)).catch((error: unknown) =>
        this.#parts.logger.warn({ err: error, learner }, 'A lab host could not be parked'),
      );
    }
  }

  #wake(learner: string, id: HostId): void {
    if (this.#waking.has(id)) return;
    this.#waking.add(id);
    const { engine, held, become, logger } = this.#parts;
    const isParked = () => held(learner)?.id === id && held(learner)?.status.state === 'parked';
    void this.#after(id, () => engine.unpark(id))
      .then(() => {
        if (isParked()) become(learner, 'ready');
      })
      .catch((error: unknown) => {
        logger.error({ err: error, learner }, 'A parked lab host did not come back');
        const reason =
          'It was parked and did not come back. “Reset host” makes a fresh one; your marks stay.';
        if (isParked()) become(learner, 'failed', { reason });
      })
      .finally(() => this.#waking.delete(id));
  }

  /** Does it when what is being done to the host is over, whether that went well or not. */
  #after(id: HostId, work: () => Promise<void>): Promise<void> {
    const done = (this.#doing.get(id) ?? Promise.resolve()).catch(() => {}).then(work);
    this.#doing.set(id, done);
    const forget = () => {
      if (this.#doing.get(id) === done) this.#doing.delete(id);
    };
    done.then(forget, forget);
    return done;
  }
}
