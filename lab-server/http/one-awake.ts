import type { Logger } from 'pino';
import type { HostStatus } from '../../protocol/host.ts';
import type { HostMaker } from '../host-maker/contract.ts';
import type { Accounts } from '../store/accounts.ts';

/** In ms. */
export interface OneAwakeTimes {
  /** After this long without use a host that its learner has left for another course goes to rest. */
  unused: number;
  /** Pause between looks. */
  every: number;
}

const TIMES: OneAwakeTimes = { unused: 60_000, every: 5000 };
/** States in which a host takes memory, and could go to rest. */
const UP: readonly (HostStatus['state'] | undefined)[] = ['ready', 'parked'];

interface Parts {
  hosts: Pick<HostMaker, 'ensure' | 'status' | 'rest' | 'capacity'>;
  accounts: Pick<Accounts, 'othersOf'>;
  courseOf(learner: string): string | undefined;
  logger: Logger;
  times?: OneAwakeTimes | undefined;
}

/**
 * Keeps one lab host awake of those that a person has in several courses: the one that was used last. A person is several learners, one in each
 * course, who come from one browser or by one account. What browsers tell is kept in memory alone, since each page tells it anew.
 */
export class OneAwake implements Pick<HostMaker, 'ensure'> {
  readonly #parts: Parts;
  /** The learners of one browser, by each of them. */
  readonly #ofBrowser = new Map<string, readonly string[]>();
  /** When each learner was at work last, in ms since 1970. */
  readonly #usedAt = new Map<string, number>();
  readonly #timer: NodeJS.Timeout;
  readonly #times: OneAwakeTimes;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#times = parts.times ?? TIMES;
    this.#timer = setInterval(() => void this.#lookAtAll(), this.#times.every).unref();
  }

  /** Notes that a browser that is this learner now is also these in other courses. */
  came(learner: string, others: readonly string[]): void {
    this.used(learner);
    if (others.length === 0) this.#ofBrowser.delete(learner);
    else for (const one of [learner, ...others]) this.#ofBrowser.set(one, [learner, ...others]);
  }

  /** Notes that the learner is at work. */
  used(learner: string): void {
    this.#usedAt.set(learner, Date.now());
  }

  /** As the host-maker does it; where there is no room for one more host, another one of the same person goes to rest first. */
  ensure: HostMaker['ensure'] = async (asked, ...how) => {
    await this.#makeRoom(asked.learner);
    return this.#parts.hosts.ensure(asked, ...how);
  };

  close(): void {
    clearInterval(this.#timer);
  }

  async #makeRoom(learner: string): Promise<void> {
    if (this.#isUp(learner)) return;
    const longest = this.#byUse(this.#othersOf(learner)).at(-1);
    if (longest === undefined) return;
    const { room } = await this.#parts.hosts.capacity();
    if (room < 1) await this.#rest(longest);
  }

  async #lookAtAll(): Promise<void> {
    const looked = new Set<string>();
    for (const learner of [...this.#usedAt.keys()]) {
      if (looked.has(learner)) continue;
      const person = [learner, ...this.#othersOf(learner)];
      for (const one of person) looked.add(one);
      const [, ...others] = this.#byUse(person);
      for (const one of others) if (this.#isUnused(one)) await this.#rest(one);
    }
  }

  /** Those of the learners whose hosts are up, the one that was used last before the others. */
  #byUse(learners: readonly string[]): string[] {
    const usedAt = (learner: string) => this.#usedAt.get(learner) ?? 0;
    return learners
      .filter((learner) => this.#isUp(learner))
      .sort((one, other) => usedAt(other) - usedAt(one));
  }

  /** The other learners who are the same person in other courses. */
  #othersOf(learner: string): string[] {
    const { accounts, courseOf } = this.#parts;
    const all = new Set([...(this.#ofBrowser.get(learner) ?? []), ...accounts.othersOf(learner)]);
    const course = courseOf(learner);
    return [...all].filter((other) => ![course, undefined].includes(courseOf(other)));
  }

  #isUp(learner: string): boolean {
    return UP.includes(this.#parts.hosts.status(learner)?.state);
  }

  #isUnused(learner: string): boolean {
    return Date.now() - (this.#usedAt.get(learner) ?? 0) >= this.#times.unused;
  }

  async #rest(learner: string): Promise<void> {
    const { hosts, logger } = this.#parts;
    await hosts
      .rest({ learner })
      .catch((error: unknown) =>
        logger.warn({ err: error, learner }, 'A lab host that its learner has left could not be put to rest'),
      );
  }
}
