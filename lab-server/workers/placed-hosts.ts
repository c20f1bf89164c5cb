import type { HostBefore, HostCapacity, HostStatus } from '../../protocol/host.ts';
import { firstOf, isExtra } from '../../protocol/host-owner.ts';
import type { RemoteHostMaker } from '../host-maker/client.ts';
import type { HostMaker } from '../host-maker/contract.ts';
import type { HostMakerTable } from '../host-maker/methods.ts';
import { HostNotReady } from '../hosts/contract.ts';
import { lesson } from '../hosts/scenario.ts';
import type { Methods } from '../wire/table.ts';
import { place, whyFull } from './placement.ts';
import type { Roster } from './roster.ts';

type Does = Methods<HostMakerTable>;
/** The parameters of a method, and how it is cancelled. */
type Given<M extends keyof Does> = Parameters<Does[M]>;

/** States in which a learner has something on their host that a lost machine takes away while they work. */
const AT_WORK: readonly HostStatus['state'][] = [
  'queued',
  'starting',
  'ready',
  'resetting',
  'parked',
  'waking',
];
/** ms without a worker after which its learners are told. A connection that is made again at once is not worth a word. */
const AWAY_AFTER = 1_500;
const SETTLED: readonly HostStatus['state'][] = ['ready', 'failed'];

/** The lab hosts of all workers as one host-maker: each question goes to the worker with the learner's host. */
export class PlacedHosts implements HostMaker {
  readonly #roster: Roster;
  readonly #courseOf: (learner: string) => string | undefined;
  /** What was told last of each learner's host. It stays while the worker can't be reached. */
  readonly #statuses = new Map<string, HostStatus>();
  /** Learners whose worker was away, and has not told of their hosts since. */
  readonly #unsure = new Set<string>();
  /** Learners who came when no worker had room. */
  readonly #waiting = new Set<string>();
  readonly #listeners = new Set<(learner: string, status: HostStatus) => void>();

  /** @param courseOf a learner's course; undefined for the owner of an extra host. */
  constructor(roster: Roster, courseOf: (learner: string) => string | undefined) {
    this.#roster = roster;
    this.#courseOf = courseOf;
    roster.listen({
      status: (worker, learner, status) => this.#heard(worker, learner, status),
      lost: (worker) => this.#lost(worker),
      down: (worker) => this.#away(worker),
      up: (worker) => this.#makeSure(worker),
      room: () => this.#placeWaiting(),
    });
  }

  async ensure(
    ...[{ learner, before: given, course = this.#courseOf(learner) }, how]: Given<'ensure'>
  ): Promise<HostStatus> {
    if (firstOf(learner) !== undefined) return this.#of(learner).ensure({ learner }, how);
    const placed = this.#roster.find(learner);
    if (placed && !this.#mustMove(learner, placed.worker)) {
      const asked = { learner, before: given, course };
      return this.#roster.link(placed.worker).maker.ensure(asked, how);
    }
    const before =
      given ?? (placed && this.#before(learner, placed.seed, this.#roster.isLost(placed.worker)));
    const worker = this.#roster.place(learner);
    if (worker === undefined) {
      const seed = placed?.seed ?? given?.seed ?? lesson.seed;
      if (!isExtra(learner)) this.#waiting.add(learner);
      const reason = whyFull(this.#roster.loads(learner));
      return this.#tell(learner, { state: 'failed', reason, seed, addresses: [] });
    }
    return this.#roster.link(worker).maker.ensure({ learner, before, course }, how);
  }

  /** A learner whose worker is lost gets a fresh host on another one. */
  async reset(...[{ learner }, how]: Given<'reset'>): Promise<HostStatus> {
    return this.#isLost(learner) ? this.ensure({ learner }, how) : this.#of(learner).reset({ learner }, how);
  }

  async release(...[{ learner }, how]: Given<'release'>): Promise<void> {
    this.#waiting.delete(learner);
    if (!this.#isLost(learner)) await this.#roster.linkOf(learner)?.maker.release({ learner }, how);
    this.#statuses.delete(learner);
  }

  pin = (...[asked, how]: Given<'pin'>) => this.#of(asked.learner).pin(asked, how);
  rest = (...[asked, how]: Given<'rest'>) => this.#of(asked.learner).rest(asked, how);
  throwAway = (...[{ learner }, how]: Given<'throwAway'>) => this.#of(learner).throwAway({ learner }, how);
  script = (...[asked, how]: Given<'script'>) => this.#of(asked.learner).script(asked, how);
  observe = (...[asked, how]: Given<'observe'>) => this.#of(asked.learner).observe(asked, how);
  map = (...[asked, how]: Given<'map'>) => this.#of(asked.learner).map(asked, how);

  /** A copy lies on the worker of the original. Whoever gets it moves there. */
  async copy(...[{ from, to }, how]: Given<'copy'>): Promise<void> {
    const source = this.#roster.find(from);
    const target = this.#roster.find(to);
    if (isExtra(to)) {
      if (target && target.worker !== source?.worker) await this.release({ learner: to });
      if (source) this.#roster.put(to, source.worker, source.seed);
    } else if (source && target && source.worker !== target.worker) {
      await this.release({ learner: to });
      this.#roster.put(to, source.worker);
      const settled = this.#settled(to);
      await this.ensure({ learner: to });
      await settled;
    }
    await this.#of(from).copy({ from, to }, how);
  }

  async capacity(): Promise<HostCapacity> {
    const all = this.#roster.all.flatMap(({ isUp, capacity }) => (isUp && capacity ? [capacity] : []));
    const sum = (of: (one: HostCapacity) => number) => all.reduce((total, one) => total + of(one), 0);
    const limits = all.map(({ kept }) => kept.most);
    return {
      most: sum(({ most }) => most),
      learners: all.flatMap(({ learners }) => learners),
      spares: sum(({ spares }) => spares),
      room: sum(({ room }) => room),
      memory: {
        free: sum(({ memory }) => memory.free),
        perHost: Math.max(0, ...all.map(({ memory }) => memory.perHost)),
      },
      kept: {
        most: limits.includes(null) ? null : sum(({ kept }) => kept.most ?? 0),
        hosts: all.flatMap(({ kept }) => kept.hosts).sort((a, b) => a.at.localeCompare(b.at)),
      },
    };
  }

  status(learner: string): HostStatus | undefined {
    return this.#statuses.get(learner);
  }

  onStatus(listener: (learner: string, status: HostStatus) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** @throws HostNotReady */
  #of(learner: string): RemoteHostMaker {
    const link = this.#roster.linkOf(learner);
    if (!link) throw new HostNotReady('There is no lab host yet; load the page again.');
    return link.maker;
  }

  /** Whether the learner's host was on a worker that is lost. */
  #isLost(learner: string): boolean {
    const placed = this.#roster.find(learner);
    return placed !== undefined && this.#roster.isLost(placed.worker);
  }

  /** Whether the learner's next host is made on another worker: theirs is lost, or is full or being emptied, and has no host of theirs. */
  #mustMove(learner: string, worker: string): boolean {
    if (this.#roster.isLost(worker)) return true;
    const { state, capacity } = this.#roster.all.find(({ name }) => name === worker) ?? {};
    if (!capacity || this.#statuses.has(learner)) return false;
    const isThere = [...capacity.learners, ...capacity.kept.hosts.map((one) => one.learner)].includes(
      learner,
    );
    return !isThere && (capacity.room === 0 || state === 'draining');
  }

  /** What the next worker is told of the host that was on another one. */
  #before(learner: string, seed: string | null, isLost: boolean): HostBefore | undefined {
    const restedAt = this.#statuses.get(learner)?.restedAt;
    if (seed === null) return undefined;
    const lost = { at: new Date().toISOString(), why: 'machine' as const, ...(restedAt && { restedAt }) };
    return { seed, ...(isLost && { lost }) };
  }

  #heard(worker: string, learner: string, status: HostStatus): void {
    const placed = this.#roster.find(learner);
    if (placed && placed.worker !== worker) {
      // It came back after the learner had been given another one.
      void this.#roster
        .link(worker)
        .maker.release({ learner })
        .catch(() => {});
      return;
    }
    const isKnown = placed?.seed === status.seed || this.#roster.put(learner, worker, status.seed);
    // A host of nobody here stays as it is: perhaps the worker is another lab server's.
    if (!isKnown) return;
    this.#tell(learner, status);
  }

  /** Its learners are told soon that it can't be reached, for it may take long until it is known what became of it. */
  #away(worker: string): void {
    const awaySince = new Date().toISOString();
    for (const learner of this.#roster.learnersOn(worker)) this.#unsure.add(learner);
    setTimeout(() => {
      for (const learner of this.#roster.learnersOn(worker)) {
        const status = this.#statuses.get(learner);
        if (!this.#unsure.has(learner) || !status || !AT_WORK.includes(status.state)) continue;
        if (status.awaySince === undefined) this.#tell(learner, { ...status, awaySince });
        this.#unsure.add(learner);
      }
    }, AWAY_AFTER).unref();
  }

  /** A worker that was started anew tells of hosts that are up once their learners are asked for. */
  #makeSure(worker: string): void {
    for (const learner of this.#roster.learnersOn(worker)) {
      const { state } = this.#statuses.get(learner) ?? {};
      if (this.#unsure.delete(learner) && state && AT_WORK.includes(state))
        void this.ensure({ learner }).catch(() => {});
    }
  }

  #placeWaiting(): void {
    for (const learner of this.#waiting) {
      if (!place(this.#roster.loads(learner))) return;
      this.#waiting.delete(learner);
      void this.ensure({ learner }).catch(() => {});
    }
  }

  #tell(learner: string, status: HostStatus): HostStatus {
    this.#unsure.delete(learner);
    this.#statuses.set(learner, status);
    for (const listener of this.#listeners) listener(learner, status);
    return status;
  }

  /** Gives those who were at work on a lost worker another host. The others get one when they come. */
  #lost(worker: string): void {
    for (const [owner, { seed }] of this.#statuses) {
      if (!isExtra(owner) || this.#roster.find(owner)?.worker !== worker) continue;
      const reason = 'The machine that it was on has failed.';
      this.#tell(owner, { state: 'failed', ended: 'stopped', reason, seed, addresses: [] });
    }
    for (const learner of this.#roster.learnersOn(worker)) {
      const status = this.#statuses.get(learner);
      if (!status || !AT_WORK.includes(status.state)) continue;
      this.#tell(learner, {
        state: 'queued',
        step: 'waiting for its turn',
        seed: status.seed,
        addresses: [],
        lost: { at: new Date().toISOString(), why: 'machine' },
      });
      void this.ensure({ learner }).catch(() => {});
    }
  }

  /** Resolves once the learner's next host is up, or has failed. */
  #settled(learner: string): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const unfollow = this.onStatus((who, { state }) => {
      if (who === learner && SETTLED.includes(state)) resolve();
    });
    return promise.finally(unfollow);
  }
}
