import os from 'node:os';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { BackupNow } from '../../protocol/backup.ts';
import { HostState } from '../../protocol/host.ts';
import type { VerdictStatus } from '../../protocol/verdict.ts';
import { WorkerNow } from '../../protocol/worker.ts';
import { type Disk, LITTLE_DISK } from '../common/disk-room.ts';
import type { HostMaker } from '../host-maker/contract.ts';
import type { TerminalKeeper } from '../terminals/keeper.ts';
import type { Drop } from '../terminals/methods.ts';
import { HostWork } from './host-work.ts';
import { newRegistry, processRegistry } from './registry.ts';

/** Seconds. A host from the spares is there at once, a cold one takes seconds, and a scenario's first one takes half a minute. */
const HOST_BUCKETS = [0.1, 0.25, 0.5, 1, 2, 4, 8, 15, 30, 60, 120];
/** Seconds, up to the limit of a check (grading/grade.ts). */
const CHECK_BUCKETS = [0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8, 15, 30];

interface Parts {
  terminals: Pick<TerminalKeeper, 'count'>;
  hosts: Pick<HostMaker, 'capacity'>;
  workers: () => WorkerNow[];
  backup: () => BackupNow | undefined;
  disk: () => Disk;
}

/** The server's metrics, as OpenMetrics text. No label says whose anything is. */
export class Metrics {
  static readonly contentType = Registry.OPENMETRICS_CONTENT_TYPE;
  readonly #registry = newRegistry();
  readonly #work = new HostWork();
  readonly #made: Record<'create' | 'reset', Histogram<'outcome'>>;
  readonly #checks: Histogram<'exercise' | 'status'>;
  readonly #drops: Counter<'reason'>;

  constructor({ terminals, hosts, workers, backup, disk }: Parts) {
    const registers = [this.#registry];
    const work = this.#work;
    this.#gauge('vethlab_terminals', 'Terminals that run.', async () => (await terminals.count()).terminals);
    this.#gauge(
      'vethlab_terminal_connections',
      'Windows connected to a terminal.',
      async () => (await terminals.count()).windows,
    );
    this.#gauge(
      'vethlab_spare_hosts',
      'Lab hosts that wait ready for whoever comes next.',
      async () => (await hosts.capacity({})).spares,
    );
    // This is MemAvailable of /proc/meminfo, which Node's libuv reads.
    this.#gauge('vethlab_memory_available_bytes', 'Memory that programs could still take.', os.freemem);
    this.#gauge(
      'vethlab_disk_free_bytes',
      'Room on the disk that holds marks and recordings.',
      () => disk().free,
    );
    this.#gauge(
      'vethlab_disk_wanted_bytes',
      'Below so much free room no lab host is made.',
      () => LITTLE_DISK,
    );
    this.#gauge(
      'vethlab_backup_timestamp_seconds',
      'When the last copy was made of what the lab server keeps, in seconds since 1970; 0: there is none.',
      () => Date.parse(backup()?.at ?? '1970-01-01') / 1000,
    );
    this.#gauge('vethlab_backup_failing', 'Whether no copy could be made since: 0 or 1.', () =>
      backup()?.problem ? 1 : 0,
    );
    new Gauge({
      name: 'vethlab_hosts',
      help: "Learners' lab hosts, by state.",
      labelNames: ['state'],
      registers,
      collect() {
        for (const state of HostState.options) this.set({ state }, work.inState(state));
      },
    });
    this.#workers(workers);
    const made = (what: string, help: string) =>
      new Histogram({
        name: `vethlab_host_${what}_seconds`,
        help,
        labelNames: ['outcome'],
        buckets: HOST_BUCKETS,
        registers,
      });
    this.#made = {
      create: made('create', 'From asking for a lab host until it was ready or had failed.'),
      reset: made('reset', 'From asking for a reset until the lab host was ready or had failed.'),
    };
    this.#checks = new Histogram({
      name: 'vethlab_check_seconds',
      help: 'Looking at a lab host and judging an answer; status held in an exam, until its verdicts are released.',
      labelNames: ['exercise', 'status'],
      buckets: CHECK_BUCKETS,
      registers,
    });
    this.#drops = new Counter({
      name: 'vethlab_terminal_connections_dropped',
      help: 'Connections that ended without being closed (lost), answered no ping (silent) or sent nonsense (broken).',
      labelNames: ['reason'],
      registers,
    });
    for (const reason of ['lost', 'silent', 'broken'] as const) this.#drops.inc({ reason }, 0);
  }

  /** A learner's lab host is in this state now. */
  hostIs(learner: string, state: HostState): void {
    const done = this.#work.becomes(learner, state);
    if (done) this.#made[done.work].observe({ outcome: done.outcome }, done.seconds);
  }

  /** @param isHeld whether the result is kept from its learner, as in an exam. Then the metrics keep it from everybody too. */
  checked(exercise: string, status: VerdictStatus, isHeld: boolean, seconds: number): void {
    this.#checks.observe({ exercise, status: isHeld && status !== 'error' ? 'held' : status }, seconds);
  }

  dropped(reason: Drop): void {
    this.#drops.inc({ reason });
  }

  text(): Promise<string> {
    return Registry.merge([this.#registry, processRegistry()]).metrics();
  }

  #workers(now: () => WorkerNow[]): void {
    const registers = [this.#registry];
    new Gauge({
      name: 'vethlab_workers',
      help: 'Workers, by state.',
      labelNames: ['state'],
      registers,
      collect() {
        const states = now().map(({ state }) => state);
        for (const state of WorkerNow.shape.state.options)
          this.set({ state }, states.filter((one) => one === state).length);
      },
    });
    const ofEach = (name: string, help: string, read: (one: WorkerNow) => number) =>
      new Gauge({
        name,
        help,
        labelNames: ['worker', 'machine'],
        registers,
        collect() {
          this.reset();
          for (const one of now()) this.set({ worker: one.name, machine: one.machine }, read(one));
        },
      });
    ofEach(
      'vethlab_worker_hosts',
      "Learners' lab hosts that are up on a worker.",
      ({ learners }) => learners,
    );
    ofEach('vethlab_worker_hosts_at_rest', 'Lab hosts at rest on a worker.', ({ atRest }) => atRest);
    ofEach('vethlab_worker_most_hosts', 'Lab hosts that a worker has the memory for.', ({ most }) => most);
    ofEach(
      'vethlab_worker_memory_available_bytes',
      'Memory that programs could still take on a worker.',
      ({ memory }) => memory,
    );
  }

  #gauge(name: string, help: string, read: () => number | Promise<number>): void {
    new Gauge({
      name,
      help,
      registers: [this.#registry],
      async collect() {
        this.set(await read());
      },
    });
  }
}
