import type { Logger } from 'pino';
import type { HostStatus } from '../../protocol/host.ts';
import type { Settings } from '../settings/table.ts';
import type { Engine, HostId } from './contract.ts';

/** In ms. */
export interface ParkingTimes {
  /** After this long without use a host is about to be parked, and its learner is told. */
  after: number;
  /** Time from then until it is parked. */
  grace: number;
  /** Time from then until it goes to rest; when left out, it stays parked. */
  rest?: number | undefined;
}

const MINUTE = 60_000;

/** When hosts that nobody uses are parked. Undefined: never. */
export const parkingOf = ({
  PARK_AFTER,
  REST_AFTER,
}: Pick<Settings, 'PARK_AFTER' | 'REST_AFTER'>): ParkingTimes | undefined =>
  PARK_AFTER === 0
    ? undefined
    : {
        after: PARK_AFTER * MINUTE,
        grace: 5 * MINUTE,
        ...(REST_AFTER > 0 && { rest: REST_AFTER * MINUTE }),
      };

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
    more?: Pick<HostStatus, 'parksAt' | 'restsAt' | 'reason' | 'ended'>,
  ) => void;
  /** Puts the learner's host to rest. */
  rest: (learner: string) => Promise<void>;
}

/** Holds still the hosts that nobody uses, and lets each go on when somebody uses it. */
export class Parking {
  readonly #parts: Parts;
  /** When each learner's host was last used, in ms since 1970. */
  readonly #usedAt = new Map<string, number>();
  /** What is being done to each host: unparking waits until the host is held. */
  readonly #doing = new Map<HostId, Promise<void>>();
  readonly #waking = new Set<HostId>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Notes that the learner uses their host now, as at its start. */
  used(learner: string): void {
    this.#usedAt.set(learner, Date.now());
  }

  /** The same, and brings a parked host back. */
  active(learner: string): void {
    this.used(learner);
    const held = this.#parts.held(learner);
    if (held?.status.parksAt !== undefined) this.#parts.become(learner, 'ready');
    if (held?.status.state === 'parked') this.#wake(learner, held.id);
  }

  /** When it is time, tells the learner that their host is about to be parked, parks it, or puts it to rest. */
  look(learner: string): void {
    const { times, held, become, rest } = this.#parts;
    const { id, status } = held(learner) ?? {};
    if (!times || id === undefined || status === undefined) return;
    const now = Date.now();
    if (status.state === 'parked' && status.restsAt !== undefined && now >= Date.parse(status.restsAt)) {
      // Somebody may be waking it at this moment.
      if (!this.#waking.has(id)) void rest(learner);
      return;
    }
    if (status.state !== 'ready') return;
    if (now - (this.#usedAt.get(learner) ?? now) < times.after) return;
    // The time runs from now, not from when the warning was due: a machine that was asleep has warned nobody.
    if (status.parksAt === undefined)
      become(learner, 'ready', { parksAt: new Date(now + times.grace).toISOString() });
    else if (now >= Date.parse(status.parksAt)) {
      const restsAt = times.rest === undefined ? {} : { restsAt: new Date(now + times.rest).toISOString() };
      become(learner, 'parked', restsAt);
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
        if (isParked()) become(learner, 'failed', { ended: 'stopped', reason });
      })
      .finally(() => this.#waking.delete(id));
  }

  /** Does it once what is being done to the host is over, whether that went well or not. */
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
