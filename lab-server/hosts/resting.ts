import type { Logger } from 'pino';
import type { HostCapacity, HostStatus, LostHost } from '../../protocol/host.ts';
import type { HostStep } from '../../protocol/host-step.ts';
import { Turns } from '../common/turns.ts';
import type { HostAssignments } from './assignments.ts';
import { type Engine, type HostId, HostLost, type KeptHost, type Woken } from './contract.ts';

/** How many hosts go to rest at a time. Most of a rest is waiting for programs to end. */
const AT_ONCE = 16;
/** ms after which stopping takes no time any more for programs to end by themselves: Docker gives a stopped container 10 s. */
const IN_ORDER = 5_000;

/** The learner's host as the pool holds it. */
export interface Held {
  id: HostId;
  status: HostStatus;
}

export type More = Pick<
  HostStatus,
  'progress' | 'reason' | 'ended' | 'parksAt' | 'restsAt' | 'endsAt' | 'otherCourse'
> & {
  step?: HostStep;
};

interface Parts {
  engine: Engine;
  assignments: HostAssignments;
  logger: Logger;
  /** Bytes that all hosts at rest may take on disk; when left out, there is no limit. */
  limit?: (() => number) | undefined;
  held: (learner: string) => Held | undefined;
  become: (learner: string, state: HostStatus['state'], more?: More) => void;
}

/** Hosts at rest: nothing of them runs, and their disks are kept. A learner's next visit wakes theirs. */
export class Resting {
  readonly #parts: Parts;
  readonly #turns = new Turns(AT_ONCE);
  readonly #kept = new Map<HostId, KeptHost>();
  readonly #woken = new Map<HostId, NonNullable<HostStatus['woken']>>();
  /** What is being done to a host. */
  readonly #doing = new Map<HostId, Promise<void>>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Number of hosts at rest. */
  get count(): number {
    return this.#kept.size;
  }

  has(host: HostId | undefined): boolean {
    return host !== undefined && this.#kept.has(host);
  }

  /** Finds a host that an earlier lab server left, or that has gone down. @returns false if nothing of it is kept. */
  async find(host: HostId): Promise<boolean> {
    const { engine, logger } = this.#parts;
    const kept = await engine.kept?.(host).catch((error: unknown): KeptHost => {
      // It is not thrown away for that: waking it will say what is wrong, or succeed.
      logger.error({ err: error, host }, 'A lab host that is down could not be looked at');
      return { at: new Date().toISOString(), bytes: 0 };
    });
    if (kept) this.#kept.set(host, kept);
    return kept !== undefined;
  }

  /** The part of a learner's status that is about rest. */
  status(host: HostId, learner: string): Pick<HostStatus, 'restedAt' | 'woken' | 'lost' | 'isNext'> {
    const restedAt = this.#kept.get(host)?.at;
    const woken = this.#woken.get(host);
    const lost = this.#parts.assignments.get(learner)?.lost;
    return {
      ...(restedAt !== undefined && { restedAt }),
      ...(this.#next() === host && { isNext: true }),
      ...(woken && { woken }),
      ...(lost && { lost }),
    };
  }

  /** Hosts at rest as the desk sees them, the one that has rested longest first. */
  list(): HostCapacity['kept'] {
    const { assignments, limit } = this.#parts;
    const next = this.#next();
    const hosts = assignments.all.flatMap(([learner, { host, pinned = false }]) => {
      const kept = host === undefined ? undefined : this.#kept.get(host);
      return kept ? [{ learner, ...kept, pinned, isNext: host === next }] : [];
    });
    return { most: limit?.() ?? null, hosts: hosts.sort((one, other) => (one.at < other.at ? -1 : 1)) };
  }

  /** Puts the learner's host to rest. It is up. @param more of its status at rest. */
  rest(learner: string, more: More = {}): Promise<void> {
    const { engine, logger, held, become } = this.#parts;
    const { id } = held(learner) ?? {};
    if (id === undefined || !engine.rest) return Promise.resolve();
    become(learner, 'resting', more);
    const done = this.#turns.run(async () => {
      try {
        await this.#rest(id, false);
        if (held(learner)?.id === id) become(learner, 'at-rest', more);
        await this.#makeRoom();
      } catch (error) {
        logger.error({ err: error, learner }, 'A lab host could not be put to rest');
        if (await this.find(id).catch(() => false)) become(learner, 'at-rest');
        else become(learner, (await engine.isUp(id)) ? 'ready' : 'failed', FAILED);
      }
    });
    this.#doing.set(id, done);
    return done.finally(() => this.#doing.delete(id));
  }

  async #rest(id: HostId, quick: boolean): Promise<void> {
    const { engine } = this.#parts;
    this.#woken.delete(id);
    await engine.rest?.(id, quick);
    await this.find(id);
  }

  /**
   * Puts all these hosts to rest, side by side, because the lab server stops.
   * @returns those whose disks are kept.
   */
  async restAll(hosts: Iterable<HostId>): Promise<Set<HostId>> {
    const { engine, logger } = this.#parts;
    if (!engine.rest) return new Set();
    const end = Date.now() + IN_ORDER;
    const all = [...hosts];
    const one = async (id: HostId): Promise<void> => {
      await this.#doing.get(id);
      if (await engine.isUp(id)) await this.#rest(id, Date.now() > end);
    };
    await Promise.all(
      all.map((id) =>
        this.#turns.run(() =>
          one(id).catch((error: unknown) => {
            logger.error({ err: error, host: id }, 'A lab host could not be put to rest');
          }),
        ),
      ),
    );
    await this.#makeRoom();
    const { hosts: there } = this.#parts.assignments;
    return new Set(all.filter((id) => there.has(id)));
  }

  /** Wakes a host at rest. @throws HostLost when there is nothing any more that could be woken, and Error when it may be tried again. */
  async wake(host: HostId, work: (wake: NonNullable<Engine['wake']>) => Promise<Woken>): Promise<void> {
    const { engine } = this.#parts;
    if (!engine.wake) throw new HostLost('image', 'this engine wakes no hosts');
    const wasNext = this.#next() === host;
    const woken = await work(engine.wake.bind(engine));
    this.#kept.delete(host);
    this.#woken.set(host, { ...woken, wasNext });
  }

  /** Forgets a host that goes away. */
  forget(host: HostId): void {
    this.#kept.delete(host);
    this.#woken.delete(host);
  }

  /** Notes for the learner that their kept host is gone, and why, before it goes. */
  noteLost(learner: string, why: LostHost['why']): void {
    const { assignments } = this.#parts;
    const known = assignments.get(learner);
    if (!known) return;
    const restedAt = this.#kept.get(known.host ?? '')?.at;
    const lost = { at: new Date().toISOString(), why, ...(restedAt !== undefined && { restedAt }) };
    assignments.set(learner, { ...known, lost });
  }

  /** Throws away a kept host. Its learner is told when they come. */
  async throwAway(learner: string, why: LostHost['why']): Promise<void> {
    const { engine, assignments, held, become } = this.#parts;
    const { host, seed, course, lan } = assignments.get(learner) ?? {};
    if (host === undefined || seed === undefined || lan === undefined) return;
    this.noteLost(learner, why);
    const { lost } = assignments.get(learner) ?? {};
    this.forget(host);
    assignments.set(learner, { seed, course, lan, ...(lost && { lost }) });
    await engine.destroy(host);
    if (held(learner)?.id === host) become(learner, 'at-rest');
  }

  /** Throws away the hosts that have rested longest, until the others keep within the limit. */
  async #makeRoom(): Promise<void> {
    const { limit, logger } = this.#parts;
    if (!limit) return;
    const most = limit();
    while (this.#bytes > most) {
      const oldest = this.#oldest();
      if (!oldest) return;
      logger.warn({ learner: oldest.learner, most }, 'A lab host at rest is thrown away: KEPT_DISK is full');
      await this.throwAway(oldest.learner, 'room');
    }
  }

  get #bytes(): number {
    return [...this.#kept.values()].reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /** The one that would go if one more of the usual size came. */
  #next(): HostId | undefined {
    const { limit } = this.#parts;
    const one = this.#bytes / Math.max(1, this.#kept.size);
    return limit && this.#bytes + one > limit() ? this.#oldest()?.host : undefined;
  }

  #oldest(): { learner: string; host: HostId } | undefined {
    const found = this.#parts.assignments.all.flatMap(([learner, { host, pinned }]) => {
      const kept = host === undefined || pinned ? undefined : this.#kept.get(host);
      return kept && host !== undefined ? [{ learner, host, at: kept.at }] : [];
    });
    return found.sort((one, other) => (one.at < other.at ? -1 : 1))[0];
  }
}

const FAILED: More = {
  ended: 'stopped',
  reason: 'It could not be put to rest. “Reset host” makes a fresh one; your marks stay.',
};
