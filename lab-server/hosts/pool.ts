import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { LabHost } from '../../checkers/define.ts';
import type { HostCapacity, HostStatus, LostHost } from '../../protocol/host.ts';
import { firstOf, isExtra, secondOf } from '../../protocol/host-owner.ts';
import type { Scenario, Seeding } from '../../protocol/scenario.ts';
import { type Disk, littleDisk } from '../common/disk-room.ts';
import { hasRoom, inWords, type Memory, memoryNow, mostHosts, roomFor } from '../common/room.ts';
import { Turns } from '../common/turns.ts';
import type { Assignment, HostAssignments } from './assignments.ts';
import {
  type Asked,
  type Engine,
  type FileWork,
  type HostId,
  HostLost,
  HostNotReady,
  type LanId,
  type LearnerHosts,
  type Progress,
  type ShellCommand,
  type SshPart,
  type TcpPort,
} from './contract.ts';
import { notReady } from './not-ready.ts';
import { Parking, type ParkingTimes } from './parking.ts';
import { type Held as HeldHost, type More, Resting } from './resting.ts';
import { asItIs, drawScenario, lesson, type Scenarios } from './scenario.ts';
import { secondLan } from './second-lan.ts';
import { nextSeeds } from './seeding.ts';
import { SpareHosts } from './spares.ts';
import { UnusedExtras } from './unused-extras.ts';

/** How many hosts are made at a time; more would only make each of them slower. */
const AT_ONCE = 2;
/** Pause in ms between looks whether a ready host is still there. */
const WATCH_EVERY = 2000;
/** Part of the machine's memory that stays free: below it, spare hosts are given up. */
const RESERVE = 1 / 8;

/** How the learners of a course get their scenarios. */
export interface OfCourse {
  seeding: Seeding;
  draw: Scenarios['draw'];
}

interface Parts {
  engine: Engine;
  assignments: HostAssignments;
  logger: Logger;
  /** How new learners get their scenarios; when left out, all get the lesson's. A learner who has a scenario keeps it. */
  seeding?: Seeding;
  /** What a seed gives, if the course does not draw its scenarios. */
  draw?: Scenarios['draw'];
  /** The same for each course by its name, the first one before the others. When left out, it is the same whatever course is named. */
  courses?: ReadonlyMap<string, OfCourse>;
  /** When unused hosts are parked; when left out, never. */
  parking?: ParkingTimes | undefined;
  /** Bytes of disk that all hosts at rest may take; when left out, there is no limit. */
  keptDisk?: () => number;
  /** Whether hosts go to rest when the pool is closed. */
  restsAtEnd?: boolean;
  /** Most hosts at once; when left out, as many as this machine has the memory for. */
  most?: number;
  /** The machine's memory as it is now. */
  memory?: () => Memory;
  /** The disk that holds lab hosts, as it is now; when left out, the disk is not looked at. */
  disk?: () => Disk;
  /** Number of hosts to keep ready for the next learners; when left out, one if that leaves most of the memory. */
  keep?: number | undefined;
}

interface Held extends HeldHost {
  seed: string;
  /** Undefined for the first one. */
  course: string | undefined;
  lan: LanId;
}

/** What an earlier lab server left: hosts that are up, and hosts at rest. */
interface Left {
  up: number;
  atRest: number;
}

/** States in which nothing is under way, so that the host can be made anew. */
const SETTLED: readonly HostStatus['state'][] = ['ready', 'parked', 'at-rest', 'failed'];
/** States in which something is being made. */
const BUSY: readonly HostStatus['state'][] = ['queued', 'starting', 'resetting', 'resting', 'waking'];
/** States in which a host is kept when the pool is closed. It is not said of one that nobody has asked for yet. */
const KEPT: readonly (HostStatus['state'] | undefined)[] = [
  'ready',
  'parked',
  'resting',
  'at-rest',
  'waking',
  'failed',
  undefined,
];

type Listener = (learner: string, status: HostStatus) => void;

const hostsToKeep = ({ total }: Memory) => (total >= 4 * 2 ** 30 ? 1 : 0);

/**
 * The lab hosts of all learners, one each, and extra ones beside them (protocol/host-owner.ts). A learner who joins or resets takes a host that
 * is ready, if there is one.
 */
export class HostPool implements LearnerHosts {
  readonly #engine: Engine;
  readonly #assignments: HostAssignments;
  readonly #logger: Logger;
  readonly #ofFirst: OfCourse;
  readonly #courses: ReadonlyMap<string, OfCourse> | undefined;
  /** The course that was asked for last by somebody who had no host. */
  #asked: string | undefined;
  /** Most hosts at once. */
  readonly most: number;
  readonly #memory: () => Memory;
  readonly #disk: (() => Disk) | undefined;
  readonly #turns = new Turns(AT_ONCE);
  /** One turn fewer, so that a learner's own host never waits for spare ones alone. */
  readonly #spareTurns = new Turns(AT_ONCE - 1);
  readonly #held = new Map<string, Held>();
  readonly #listeners = new Set<Listener>();
  readonly #watch: NodeJS.Timeout;
  readonly #spares: SpareHosts;
  readonly #parking: Parking;
  readonly #extras: UnusedExtras;
  readonly #resting: Resting;
  readonly #restsAtEnd: boolean;
  /** Learners who came while their host was going to rest. */
  readonly #wanted = new Set<string>();
  #closed = false;
  #weighing = false;
  /** Why the last look at what hosts take failed; empty if it did not. */
  #unseen = '';

  constructor(parts: Parts) {
    const { engine, assignments, logger, memory = memoryNow } = parts;
    // An account is made in a moment, and a learner who resets should get everything set right again.
    const keep = engine.isShared ? 0 : (parts.keep ?? hostsToKeep(memory()));
    const { most = mostHosts(engine.memoryPerHost, memory()) } = parts;
    this.#engine = engine;
    this.#assignments = assignments;
    this.#logger = logger;
    const seed = engine.isShared ? asItIs.seed : lesson.seed;
    this.#ofFirst = {
      seeding: parts.seeding ?? { scheme: 'fixed', seed },
      draw: parts.draw ?? drawScenario,
    };
    this.#courses = parts.courses;
    this.most = most;
    this.#memory = memory;
    this.#disk = parts.disk;
    this.#spares = new SpareHosts({
      engine,
      logger,
      nextScenarios: (count) =>
        this.#nextSeeds(this.#asked, count).map((next) => this.#ofCourse(this.#asked).draw(next)),
      keep,
      newId,
      hasRoom: () => this.#hasPlace() && this.#hasMemory() && this.#littleDisk() === undefined,
      inTurn: (work) => this.#spareTurns.run(() => this.#turns.run(work)),
    });
    this.#parking = new Parking({
      engine,
      logger,
      times: engine.isShared ? undefined : parts.parking,
      held: (learner) => this.#held.get(learner),
      become: (learner, state, more) => this.#become(learner, state, more),
      rest: (learner) => this.#rest(learner),
    });
    this.#extras = new UnusedExtras({
      status: (owner) => this.status(owner),
      become: (owner, state, more) => this.#become(owner, state, more),
      end: (owner, reason) => this.#end(owner, reason),
    });
    this.#resting = new Resting({
      engine,
      assignments,
      logger,
      limit: parts.keptDisk,
      held: (learner) => this.#held.get(learner),
      become: (learner, state, more) => this.#become(learner, state, more),
    });
    this.#restsAtEnd = parts.restsAtEnd ?? true;
    this.#watch = setInterval(() => void this.#lookAtAll(), WATCH_EVERY).unref();
  }

  /**
   * Takes stock of what an earlier server left, and then has one host ready. Hosts whose learners are known go
   * on, or stay at rest; all others are destroyed.
   */
  async prepare(progress: Progress): Promise<Left> {
    const known = this.#assignments.hosts;
    const up = new Set<HostId>();
    const atRest = new Set<HostId>();
    for (const id of await this.#engine.list()) {
      if (known.has(id) && (await this.#engine.isUp(id))) up.add(id);
      else if (known.has(id) && (await this.#resting.find(id))) atRest.add(id);
      else await this.#engine.destroy(id);
    }
    this.#assignments.keepOnly(new Set([...up, ...atRest]));
    for (const [learner, { host: id, seed, course, lan }] of this.#assignments.all) {
      if (id === undefined || !atRest.has(id)) continue;
      this.#hold(learner, { id, seed, course, lan }, 'at-rest');
    }
    if (up.size === 0 && !this.#engine.isShared) await this.#spares.makeOne(progress);
    this.#spares.refill();
    return { up: up.size, atRest: atRest.size };
  }

  capacity(): HostCapacity {
    const learners = this.#assignments.all.flatMap(([learner, { host }]) =>
      host === undefined || this.#resting.has(host) ? [] : [learner],
    );
    const places = Math.max(0, this.most - learners.length - this.#spares.count);
    const isShort = this.#littleDisk() !== undefined;
    const more = isShort ? 0 : Math.min(places, roomFor(this.#engine.memoryPerHost, this.#memory()));
    const room = this.#spares.count + more;
    const memory = { free: this.#memory().available, perHost: this.#engine.memoryPerHost };
    return {
      most: this.most,
      learners,
      spares: this.#spares.ready,
      room,
      memory,
      kept: this.#resting.list(),
    };
  }

  ensure(learner: string, asked: Asked = {}): void {
    if (isExtra(learner)) this.#requireExtra(learner);
    const held = this.#held.get(learner);
    if (!held || held.status.state === 'failed' || held.status.state === 'at-rest')
      this.#begin(learner, asked);
    else if (held.status.state === 'resting') this.#wanted.add(learner);
    else this.active(learner);
  }

  active(learner: string): void {
    if (!this.#held.has(learner)) return;
    if (isExtra(learner)) this.#extras.used(learner);
    else this.#parking.active(learner);
  }

  status(learner: string): HostStatus | undefined {
    return this.#held.get(learner)?.status;
  }

  reset(learner: string): void {
    const held = this.#held.get(learner);
    if (!held || !this.#assignments.get(learner)?.host) {
      this.ensure(learner);
      return;
    }
    if (!SETTLED.includes(held.status.state)) throw notReady(held.status.state);
    void this.#endBeside(learner, 'The host beside it was made anew, so this one was thrown away.');
    this.#forgetRest(learner, held.id);
    // This happens at once, so that a second reset is refused and the terminals end.
    this.#become(learner, 'resetting', { step: 'waiting for its turn', progress: 0 });
    const spare = this.#spares.takeReady(this.#scenarioOf(held));
    if (spare === undefined) this.#resetCold(learner, held);
    else void this.#resetWarm(learner, held, spare);
  }

  async release(learner: string): Promise<void> {
    await this.#endBeside(learner, 'The host beside it went, so this one was thrown away.');
    await this.#settled(learner);
    if (isExtra(learner)) {
      await this.#end(learner);
      this.#held.delete(learner);
      return;
    }
    const { host, seed, course, lan } = this.#assignments.get(learner) ?? {};
    if (host === undefined || seed === undefined || lan === undefined) return;
    this.#forgetRest(learner, host);
    this.#become(learner, 'resetting', { step: 'clearing the old host away', progress: 0 });
    this.#held.delete(learner);
    this.#assignments.set(learner, { seed, course, lan });
    await this.#turns.run(() => this.#engine.destroy(host));
    this.#spares.refillSoon();
  }

  /** Throws away the second host of a learner, if there is one. */
  async #endBeside(learner: string, reason: string): Promise<void> {
    if (!isExtra(learner)) await this.#end(secondOf(learner), reason);
  }

  /**
   * Throws an extra host away, if there is one.
   * @param reason in words for whoever has it, who is told it until the host is asked for again; when left out, they wanted it.
   */
  async #end(owner: string, reason?: string): Promise<void> {
    if (this.#isBusy(owner)) await this.#settled(owner);
    const host = this.#assignments.get(owner)?.host;
    if (host === undefined || !isExtra(owner)) return;
    this.#resting.forget(host);
    this.#extras.forget(owner);
    this.#become(owner, 'resetting', { step: 'clearing the old host away', progress: 0 });
    this.#assignments.remove(owner);
    if (reason === undefined) this.#held.delete(owner);
    await this.#turns
      .run(() => this.#engine.destroy(host))
      .catch((error: unknown) => {
        if (!this.#closed) this.#logger.error({ err: error, host }, 'A lab host could not be cleared away');
      });
    if (reason !== undefined) this.#become(owner, 'failed', { ended: 'stopped', reason });
    this.#spares.refillSoon();
  }

  /** @throws HostNotReady when this extra host can't be made. */
  #requireExtra(owner: string): void {
    if (this.#engine.isShared)
      throw new HostNotReady('All learners have one host here, so there is none of one’s own.');
    const first = firstOf(owner);
    if (first === undefined || this.#assignments.get(first)?.host !== undefined) return;
    throw new HostNotReady('There is no lab host yet beside which this one could be; open a chapter first.');
  }

  #isBusy(learner: string): boolean {
    const { state } = this.status(learner) ?? {};
    return state !== undefined && BUSY.includes(state);
  }

  /** Resolves once nothing is being made for the learner any more. */
  async #settled(learner: string): Promise<void> {
    if (!this.#isBusy(learner)) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const unfollow = this.onStatus((who) => {
      if (who === learner && !this.#isBusy(learner)) resolve();
    });
    await promise;
    unfollow();
  }

  pin(learner: string, pinned: boolean): void {
    const known = this.#assignments.get(learner);
    if (known?.host === undefined) throw new HostNotReady('There is no lab host to keep.');
    this.#assignments.set(learner, { ...known, pinned });
  }

  async rest(learner: string): Promise<void> {
    const { state } = this.status(learner) ?? {};
    if (isExtra(learner) || (state !== 'ready' && state !== 'parked')) return;
    await this.#rest(learner, { otherCourse: true });
  }

  async copy(from: string, to: string): Promise<void> {
    const source = this.#assignments.get(from);
    const isThere = (learner: string) => KEPT.includes(this.status(learner)?.state);
    if (!this.#engine.copy || source?.host === undefined || !isThere(from))
      throw new HostNotReady('There is no lab host that could be copied now.');
    const little = this.#littleDisk();
    if (little) throw new HostNotReady(little);
    if (isExtra(to)) await this.#makeWayForCopy(to, source);
    const target = this.#assignments.get(to);
    if (!target || !this.#isSettled(to))
      throw new HostNotReady(
        'Whoever gets the copy must have opened their page before, and have a host that is ready.',
      );
    const { host: old, lan } = target;
    const id = newId();
    const { seed, course } = source;
    if (old !== undefined) this.#forgetRest(to, old);
    void this.#endBeside(to, 'Another took the place of the host beside it, so this one was thrown away.');
    // Their terminals end at once.
    this.#become(to, 'resetting', { step: 'copying its disk', progress: 0 });
    try {
      await this.#engine.copy(source.host, id);
    } catch (error) {
      const wayOut = isExtra(to) ? 'Try again.' : RESET;
      this.#become(to, 'failed', { reason: `The copy could not be made. ${wayOut}` });
      throw error;
    }
    this.#assignments.set(to, { host: id, seed, course, lan });
    await this.#resting.find(id);
    this.#hold(to, { id, seed, course, lan }, 'at-rest');
    this.#begin(to);
    if (old !== undefined) await this.#turns.run(() => this.#engine.destroy(old));
  }

  /** Ends what the instructor has, and enters them for the copy that takes its place. @throws HostNotReady when there is no room. */
  async #makeWayForCopy(to: string, { seed, course }: Assignment): Promise<void> {
    await this.release(to);
    const reason = this.#whyFull(to);
    if (reason !== undefined) throw new HostNotReady(reason);
    const lan = newId();
    this.#assignments.set(to, { seed, course, lan });
    this.#hold(to, { id: lan, seed, course, lan }, 'failed');
  }

  #isSettled(learner: string): boolean {
    const state = this.status(learner)?.state;
    return state === undefined || SETTLED.includes(state);
  }

  async throwAway(learner: string): Promise<void> {
    await this.#settled(learner);
    if (this.#resting.has(this.#assignments.get(learner)?.host))
      await this.#resting.throwAway(learner, 'instructor');
  }

  *statuses(): Iterable<[learner: string, status: HostStatus]> {
    for (const [learner, { status }] of this.#held) yield [learner, status];
  }

  shell(learner: string, command?: string): ShellCommand {
    return this.#engine.shell(this.#ready(learner), command);
  }

  dialer(learner: string, to: TcpPort): ShellCommand {
    return this.#engine.dialer(this.#ready(learner), to);
  }

  files(learner: string, work: FileWork): ShellCommand {
    return this.#engine.files(this.#ready(learner), work);
  }

  ssh(learner: string, part: SshPart): ShellCommand {
    const command = this.#engine.ssh?.(this.#ready(learner), part);
    if (!command) throw new HostNotReady('This lab host has no way in for ssh.');
    return command;
  }

  labHost(learner: string): LabHost {
    this.active(learner);
    return this.seenHost(learner);
  }

  seenHost(learner: string): LabHost {
    const id = this.#idOfReady(learner);
    return { run: (argv, options) => this.#engine.run(id, argv, options) };
  }

  onStatus(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Hosts that are being made just now are given up. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#spares.close();
    clearInterval(this.#watch);
    const kept = this.#restsAtEnd ? await this.#resting.restAll(this.#worthKeeping()) : new Set<HostId>();
    await this.#engine.close(kept);
    const there = await this.#engine.list();
    this.#assignments.keepOnly(new Set(there.filter((id) => kept.has(id))));
  }

  /** Learners' hosts, without those that are just being made. */
  #worthKeeping(): HostId[] {
    return this.#assignments.all.flatMap(([learner, { host }]) =>
      host !== undefined && !isExtra(learner) && KEPT.includes(this.#held.get(learner)?.status.state)
        ? [host]
        : [],
    );
  }

  async #rest(learner: string, more?: More): Promise<void> {
    await this.#resting.rest(learner, more);
    this.#spares.refillSoon();
    if (this.#wanted.delete(learner) && !this.#closed) this.ensure(learner);
  }

  #forgetRest(learner: string, id: HostId): void {
    this.#resting.forget(id);
    const known = this.#assignments.get(learner);
    if (!known) return;
    const { lost: _, pinned: __, ...stays } = known;
    this.#assignments.set(learner, stays);
  }

  /** Wakes the learner's host when its turn comes, if there is room. One that can't be woken any more gives way to a fresh one. */
  #wake(learner: string, held: Held): void {
    const { id, lan } = held;
    // What it takes of the disk it has already.
    const reason = this.#whyFull(learner, false);
    if (reason !== undefined) {
      if (isExtra(learner)) void this.#giveUp(learner, reason);
      else this.#become(learner, 'at-rest', { reason });
      return;
    }
    this.#makePlace(learner);
    this.#become(learner, 'waking', { step: 'waiting for its turn', progress: 0 });
    void this.#turns.run(async () => {
      if (this.#closed) return;
      const progress: Progress = (step, part) => this.#become(learner, 'waking', { step, progress: part });
      try {
        await this.#resting.wake(id, (wake) => wake(id, this.#scenarioOf(held), lan, progress));
        this.#become(learner, 'ready');
      } catch (error) {
        if (this.#closed) return;
        this.#logger.error({ err: error, learner }, 'A lab host at rest could not be woken');
        if (isExtra(learner)) void this.#giveUp(learner, (error as Error).message);
        else if (error instanceof HostLost) await this.#replaceLost(learner, error.why);
        else this.#become(learner, 'at-rest', { reason: notWoken(error as Error) });
      }
    });
  }

  async #replaceLost(learner: string, why: LostHost['why']): Promise<void> {
    await this.#resting.throwAway(learner, why);
    if (!this.#closed) this.#begin(learner);
  }

  /** Gives the learner the host that they already have, a spare one that is ready or nearly ready, or one that has to be made. */
  #begin(learner: string, { before, course: named }: Asked = {}): void {
    const assigned: Partial<Assignment> | undefined = this.#assignments.get(learner) ?? this.#beside(learner);
    // A learner may have been here before the other machine, and keeps the LAN of then.
    const known = assigned?.host === undefined ? { ...assigned, ...before } : assigned;
    const held = this.#held.get(learner);
    if (held && this.#resting.has(known?.host)) {
      this.#wake(learner, held);
      return;
    }
    // Whoever has a scenario keeps it, and with it the course that it is of.
    const course = known?.course ?? named;
    const { draw } = this.#ofCourse(course);
    const seed = known?.seed ?? (this.#nextSeeds(course, 1)[0] as string);
    const scenario = draw(seed);
    if (!known?.host) this.#asked = course;
    const ready = known?.host ? undefined : this.#spares.takeReady(scenario);
    const making = known?.host || ready ? undefined : this.#spares.takeMaking(scenario);
    const id = known?.host ?? ready ?? making?.id ?? newId();
    const lan = known?.lan ?? id;
    const isNew = !known?.host && !ready && !making;
    // From now on the learner is told what became of the host before.
    if (before) this.#assignments.set(learner, { ...known, seed, course, lan });
    this.#hold(learner, { id, seed, course, lan }, 'queued');
    const reason = isNew ? this.#whyFull(learner) : undefined;
    if (reason !== undefined) {
      this.#become(learner, 'failed', { reason });
      return;
    }
    if (isNew) this.#makePlace(learner);
    this.#assignments.set(learner, { ...known, host: id, seed, course, lan });
    if (ready && lan === id) this.#become(learner, 'ready');
    else if (ready) void this.#bring(learner, 'starting', () => this.#engine.move(id, lan));
    else if (making) {
      void this.#bring(learner, 'starting', async (progress) => {
        await making.follow(progress);
        await this.#engine.move(id, lan);
      });
    } else this.#make(learner, 'starting', (progress) => this.#engine.ensure(id, scenario, lan, progress));
    this.#spares.refillSoon();
  }

  /** What a second host has of the one that it is beside. */
  #beside(owner: string): Pick<Assignment, 'seed' | 'course' | 'lan'> | undefined {
    const { seed, course, lan } = this.#assignments.get(firstOf(owner) ?? '') ?? {};
    return seed !== undefined && lan !== undefined ? { seed, course, lan: secondLan(lan) } : undefined;
  }

  /** Seeds of this many learners of the course who join next. */
  #nextSeeds(course: string | undefined, count: number): string[] {
    const [first] = this.#courses?.keys() ?? [];
    const before = this.#assignments.seedsOf(course, first);
    return nextSeeds(this.#ofCourse(course).seeding, this.#assignments.classId, before, count);
  }

  /** @throws HostNotReady when the course is not served here. */
  #ofCourse(course: string | undefined): OfCourse {
    if (course === undefined || !this.#courses) return this.#ofFirst;
    const its = this.#courses.get(course);
    if (its) return its;
    throw new HostNotReady(`No lab host is made for the course ${course}, which is not served here.`);
  }

  /** @throws HostNotReady */
  #scenarioOf({ seed, course }: Pick<Held, 'seed' | 'course'>): Scenario {
    return this.#ofCourse(course).draw(seed);
  }

  #resetCold(learner: string, held: Held): void {
    const { id, lan } = held;
    this.#make(learner, 'resetting', (progress) =>
      this.#engine.reset(id, this.#scenarioOf(held), lan, progress),
    );
  }

  /** Exchanges the learner's host for a spare one, which gets their LAN, so that addresses stay. */
  async #resetWarm(learner: string, held: Held, spare: HostId): Promise<void> {
    const old = held.id;
    try {
      await this.#engine.move(spare, held.lan);
    } catch (error) {
      this.#logger.warn({ err: error, learner }, 'A spare lab host could not be handed over');
      await this.#engine.destroy(spare);
      this.#resetCold(learner, held);
      return;
    }
    if (this.#closed) return;
    held.id = spare;
    this.#assignments.set(learner, {
      host: spare,
      seed: held.seed,
      course: held.course,
      lan: held.lan,
    });
    this.#become(learner, 'ready');
    await this.#turns
      .run(() => this.#engine.destroy(old))
      .catch((error: unknown) => {
        if (!this.#closed)
          this.#logger.error({ err: error, host: old }, 'A lab host could not be cleared away');
      });
    this.#spares.refillSoon();
  }

  /** Does the task when its turn comes. */
  #make(learner: string, state: 'starting' | 'resetting', work: (progress: Progress) => Promise<void>): void {
    if (this.#turns.busy) this.#become(learner, 'queued', { step: 'Other lab hosts are made first' });
    void this.#turns.run(() => this.#bring(learner, state, work));
  }

  /** Does what it takes to get the learner's host ready, and reports the progress. */
  async #bring(
    learner: string,
    state: 'starting' | 'resetting',
    work: (progress: Progress) => Promise<void>,
  ): Promise<void> {
    if (this.#closed) return;
    this.#become(learner, state, { step: 'beginning', progress: 0 });
    try {
      await work((step, progress) => this.#become(learner, state, { step, progress }));
      this.#become(learner, 'ready');
    } catch (error) {
      if (this.#closed) return;
      this.#logger.error({ err: error, learner }, 'A lab host could not be made');
      if (isExtra(learner)) void this.#giveUp(learner, (error as Error).message);
      else this.#become(learner, 'failed', { reason: (error as Error).message });
    }
  }

  /** Clears away what there is of an extra host that could not be made. */
  async #giveUp(owner: string, reason: string): Promise<void> {
    this.#become(owner, 'failed', { reason });
    await this.#end(owner, reason);
  }

  /**
   * Why this owner can have no host now, in words for the one who asked; undefined if they can.
   * @param needsDisk whether the host would take more of the disk.
   */
  #whyFull(owner: string, needsDisk = true): string | undefined {
    const { memoryPerHost } = this.#engine;
    const { total, available } = this.#memory();
    const [one, all] = [inWords(memoryPerHost), inWords(total)];
    const wayOut =
      firstOf(owner) === undefined
        ? 'Ask for the place of a learner who has left, or run vethlab on a larger machine.'
        : 'Try again when others have left. To see how your host was at the beginning, reset it.';
    // A second host gives its place to a learner who has none.
    const givesWay = !isExtra(owner) && this.#extras.longestUnused() !== undefined;
    if (this.#inUse >= this.most && !givesWay) {
      return `The class is full: this machine has the memory for ${this.most} lab hosts (${one} each, of ${all}), and all are in use. ${wayOut}`;
    }
    // A spare host gives its place to whoever comes.
    if (this.#spares.count > 0 || givesWay) return undefined;
    const littleDisk = needsDisk ? this.#littleDisk() : undefined;
    if (littleDisk) return `${littleDisk} Tell your instructor: what is not needed on that disk has to go.`;
    if (this.#hasMemory()) return undefined;
    return `The class is full for now: ${inWords(available)} of this machine's ${all} are free, and one more lab host takes ${one}. In use: ${this.#inUse}. ${wayOut}`;
  }

  /** Ends a spare host when there is no room for one more, or else a second host, unless it is an extra host that is to be made. */
  #makePlace(owner: string): void {
    if (this.#hasPlace() && this.#hasMemory()) return;
    if (this.#spares.ready > 0 || isExtra(owner)) void this.#spares.endOne();
    else void this.#endSecond();
  }

  /** Ends the second host that was used the longest ago, to leave its memory to others. */
  async #endSecond(): Promise<void> {
    const owner = this.#extras.longestUnused();
    if (owner !== undefined)
      await this.#end(owner, 'The machine needed its memory for another learner, so it was thrown away.');
  }

  /** Learners' hosts that take memory. */
  get #inUse(): number {
    return this.#assignments.hosts.size - this.#resting.count;
  }

  /** Whether there is a place for one more host. */
  #hasPlace(): boolean {
    return this.#inUse + this.#spares.count < this.most;
  }

  #littleDisk(): string | undefined {
    return this.#disk && littleDisk(this.#disk());
  }

  #hasMemory(): boolean {
    return hasRoom(this.#engine.memoryPerHost, this.#memory());
  }

  #become(learner: string, state: HostStatus['state'], more: More = {}): void {
    const held = this.#held.get(learner);
    if (!held) return;
    held.status = { ...this.#status(learner, held, state), ...more };
    if (state === 'ready' && more.parksAt === undefined && more.endsAt === undefined) this.#used(learner);
    for (const listener of this.#listeners) listener(learner, held.status);
  }

  #used(learner: string): void {
    if (isExtra(learner)) this.#extras.used(learner);
    else this.#parking.used(learner);
  }

  #hold(learner: string, host: Omit<Held, 'status'>, state: HostStatus['state']): void {
    this.#held.set(learner, { ...host, status: this.#status(learner, host, state) });
  }

  #status(learner: string, { id, seed, lan }: Omit<Held, 'status'>, state: HostStatus['state']): HostStatus {
    return { state, seed, addresses: this.#engine.addresses(lan), ...this.#resting.status(id, learner) };
  }

  /** @throws HostNotReady */
  #ready(learner: string): HostId {
    this.active(learner);
    return this.#idOfReady(learner);
  }

  /** @throws HostNotReady */
  #idOfReady(learner: string): HostId {
    const held = this.#held.get(learner);
    if (held?.status.state === 'ready') return held.id;
    throw notReady(held?.status.state);
  }

  /** Stops hosts that take too much; each learner is told why. One look at a time. */
  async #stopExcess(): Promise<void> {
    if (this.#weighing) return;
    this.#weighing = true;
    const stopped = await (this.#engine.excess?.() ?? Promise.resolve(new Map<HostId, string>())).finally(
      () => {
        this.#weighing = false;
      },
    );
    for (const [id, reason] of stopped) {
      const learner = [...this.#held].find(([, held]) => held.id === id)?.[0];
      this.#logger.warn({ host: id, learner, reason }, 'A lab host is stopped');
      // It can't be reset meanwhile: a new host would be made in the place of one that is being cleared away.
      if (learner !== undefined)
        this.#become(learner, 'resetting', { step: 'clearing the old host away', progress: 0 });
      await this.#engine.destroy(id);
      if (learner !== undefined) this.#become(learner, 'failed', { ended: 'stopped', reason });
      if (learner !== undefined) await this.#end(learner, reason);
    }
  }

  async #lookAtAll(): Promise<void> {
    await this.#stopExcess().then(
      () => {
        this.#unseen = '';
      },
      (error: Error) => {
        // It is looked every two seconds, and the log says the same only once.
        if (error.message === this.#unseen) return;
        this.#unseen = error.message;
        this.#logger.error({ err: error }, 'What lab hosts take of the machine could not be looked at');
      },
    );
    const { total, available } = this.#memory();
    if (available < RESERVE * total) {
      if (!(await this.#spares.endOne())) await this.#endSecond();
    } else await this.#spares.lookAtAll();
    for (const [learner, { id, status }] of this.#held) {
      if (status.state === 'parked') this.#parking.look(learner);
      if (status.state !== 'ready') continue;
      if (await this.#engine.isUp(id)) {
        if (isExtra(learner)) this.#extras.look(learner);
        else this.#parking.look(learner);
        continue;
      }
      // It may have been reset while we looked.
      if (this.#held.get(learner)?.status !== status) continue;
      if (isExtra(learner)) {
        await this.#end(learner, 'It was shut down from inside, so it was thrown away.');
        continue;
      }
      const isKept = await this.#resting.find(id);
      if (this.#held.get(learner)?.status !== status) continue;
      const wayOut = isKept ? 'What is on its disk is kept: wake it, or reset it to get a fresh one.' : RESET;
      const reason = `It was shut down from inside. ${wayOut}`;
      if (isKept) this.#become(learner, 'at-rest', { reason });
      else this.#become(learner, 'failed', { ended: 'stopped', reason });
    }
  }
}

const RESET = '“Reset host” makes a fresh one; your marks stay.';

/** Random, so that no host's name, nor its LAN, comes again after a restart. */
const newId = (): HostId => randomUUID().slice(0, 13);

const notWoken = ({ message }: Error) =>
  `It could not be woken: ${message.slice(0, 300)} Try again. If that does not help, “Reset host” makes a fresh one, and what was on this one is gone.`;
