import os from 'node:os';
import type { Logger } from 'pino';
import type { LabHost } from '../../checkers/define.ts';
import type { HostStatus } from '../../protocol/host.ts';
import type { HostAssignments } from './assignments.ts';
import {
  type Engine,
  type HostId,
  HostNotReady,
  type Hosts,
  type Progress,
  type ShellCommand,
} from './contract.ts';
import { drawScenario } from './scenario.ts';
import { Turns } from './turns.ts';

/** Hosts that are made at once; more would only make each of them slower. */
const AT_ONCE = 2;
/** How often in ms a host that is ready is looked at, whether it is still there. */
const WATCH_EVERY = 2000;
/** Memory in bytes that a host with all four frameworks takes, with some room for what its learner runs. */
const HOST_MEMORY = 256 * 2 ** 20;
const SPARE = 'spare-1';

interface Parts {
  engine: Engine;
  assignments: HostAssignments;
  logger: Logger;
  /** Seed of the scenario each learner gets. */
  seed: string;
  /** Most hosts at once. */
  most?: number;
}

interface Held {
  id: HostId;
  seed: string;
  status: HostStatus;
}

type Listener = (learner: string, status: HostStatus) => void;

/** So many lab hosts fit this machine: three quarters of its memory, and always one. */
export function mostHosts(totalMemory = os.totalmem()): number {
  return Math.max(1, Math.floor((totalMemory * 0.75) / HOST_MEMORY));
}

/** The lab hosts of all learners, one each. The first learner gets the one that was made ready at the start. */
export class HostPool implements Hosts {
  readonly #engine: Engine;
  readonly #assignments: HostAssignments;
  readonly #logger: Logger;
  readonly #seed: string;
  readonly #most: number;
  readonly #turns = new Turns(AT_ONCE);
  readonly #held = new Map<string, Held>();
  readonly #listeners = new Set<Listener>();
  readonly #watch: NodeJS.Timeout;
  #spareReady = false;
  #closed = false;

  constructor({ engine, assignments, logger, seed, most = mostHosts() }: Parts) {
    this.#engine = engine;
    this.#assignments = assignments;
    this.#logger = logger;
    this.#seed = seed;
    this.#most = most;
    this.#watch = setInterval(() => void this.#lookAtAll(), WATCH_EVERY).unref();
  }

  /**
   * Takes stock of what an earlier server left, and has one host ready when it is over. Hosts whose learners are known go
   * on; any other is destroyed.
   * @returns how many hosts go on.
   */
  async prepare(progress: Progress): Promise<number> {
    const known = this.#assignments.hosts;
    const kept = new Set<HostId>();
    for (const id of await this.#engine.list()) {
      if (known.has(id) && (await this.#engine.isUp(id))) kept.add(id);
      else await this.#engine.destroy(id);
    }
    this.#assignments.keepOnly(kept);
    if (kept.size > 0) return kept.size;
    await this.#engine.ensure(SPARE, drawScenario(this.#seed), progress);
    this.#spareReady = true;
    return 0;
  }

  ensure(learner: string): void {
    const held = this.#held.get(learner);
    if (!held || held.status.state === 'failed') this.#begin(learner);
  }

  status(learner: string): HostStatus | undefined {
    return this.#held.get(learner)?.status;
  }

  reset(learner: string): void {
    const held = this.#held.get(learner);
    if (!held || !this.#assignments.get(learner)) {
      this.ensure(learner);
      return;
    }
    const { id, seed, status } = held;
    if (status.state !== 'ready' && status.state !== 'failed') throw notReady(status);
    // At once, so that a second reset is refused and the terminals end.
    this.#become(learner, 'resetting', { step: 'waiting for its turn', progress: 0 });
    void this.#make(learner, 'resetting', (progress) => this.#engine.reset(id, drawScenario(seed), progress));
  }

  shell(learner: string): ShellCommand {
    return this.#engine.shell(this.#ready(learner));
  }

  labHost(learner: string): LabHost {
    const id = this.#ready(learner);
    return { run: (argv, options) => this.#engine.run(id, argv, options) };
  }

  onStatus(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Hosts that are being made just now are given up. */
  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#watch);
    await this.#engine.close();
    this.#assignments.keepOnly(new Set());
  }

  /** Gives the learner the host that is theirs already, the spare one, or one to be made. */
  #begin(learner: string): void {
    const known = this.#assignments.get(learner);
    const spare = !known && this.#spareReady;
    const { host, seed } = known ?? { host: spare ? SPARE : learner, seed: this.#seed };
    this.#held.set(learner, { id: host, seed, status: this.#status(host, seed, 'queued') });
    if (!known && !spare && this.#assignments.hosts.size >= this.#most) {
      const reason = `This machine has the memory for ${this.#most} lab hosts, and all are in use. Stop and start vethlab to clear those of people who have left, or run it on a larger machine.`;
      this.#become(learner, 'failed', { reason });
      return;
    }
    this.#assignments.set(learner, { host, seed });
    if (spare) {
      this.#spareReady = false;
      this.#become(learner, 'ready');
      return;
    }
    void this.#make(learner, 'starting', (progress) =>
      this.#engine.ensure(host, drawScenario(seed), progress),
    );
  }

  async #make(
    learner: string,
    state: 'starting' | 'resetting',
    work: (progress: Progress) => Promise<void>,
  ): Promise<void> {
    if (this.#turns.busy) this.#become(learner, 'queued', { step: 'Other lab hosts are made first' });
    try {
      await this.#turns.run(async () => {
        if (this.#closed) return;
        this.#become(learner, state, { step: 'beginning', progress: 0 });
        await work((step, progress) => this.#become(learner, state, { step, progress }));
        this.#become(learner, 'ready');
      });
    } catch (error) {
      if (this.#closed) return;
      this.#logger.error({ err: error, learner }, 'A lab host could not be made');
      this.#become(learner, 'failed', { reason: (error as Error).message });
    }
  }

  #become(
    learner: string,
    state: HostStatus['state'],
    more: Pick<HostStatus, 'step' | 'progress' | 'reason'> = {},
  ): void {
    const held = this.#held.get(learner);
    if (!held) return;
    held.status = { ...this.#status(held.id, held.seed, state), ...more };
    for (const listener of this.#listeners) listener(learner, held.status);
  }

  #status(id: HostId, seed: string, state: HostStatus['state']): HostStatus {
    return { state, seed, addresses: this.#engine.addresses(id) };
  }

  /** @throws HostNotReady */
  #ready(learner: string): HostId {
    const held = this.#held.get(learner);
    if (held?.status.state === 'ready') return held.id;
    throw held
      ? notReady(held.status)
      : new HostNotReady('You have no lab host yet; open a chapter to get one.');
  }

  async #lookAtAll(): Promise<void> {
    for (const [learner, { id, status }] of this.#held) {
      if (status.state !== 'ready' || (await this.#engine.isUp(id))) continue;
      // It may have been reset while we looked.
      if (this.#held.get(learner)?.status !== status) continue;
      const reason = 'It was shut down from inside. “Reset host” makes a fresh one; your marks stay.';
      this.#become(learner, 'failed', { reason });
    }
  }
}

const WORDS: Record<HostStatus['state'], string> = {
  queued: 'Your lab host waits for its turn to be made; try again in a moment.',
  starting: 'Your lab host is starting; try again in a moment.',
  resetting: 'Your lab host is being made anew; try again in a moment.',
  failed: 'Your lab host is not running; reset it to get a fresh one.',
  ready: 'Your lab host is ready.',
};

const notReady = (status: HostStatus) => new HostNotReady(WORDS[status.state]);
