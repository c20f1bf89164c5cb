import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { OwnKeys, Worker, WorkerSource, Workers } from '../../worker.ts';
import { Instance, Member, Server } from './answers.ts';
import type { Incus, IncusError } from './api.ts';
import { sharesLan, userKey } from './worker-config.ts';

/** ms between two looks at what Incus says of the workers. */
const EVERY = 2_000;
/** ms until a worker that ended by itself is started again once more. */
const PATIENCE = 30_000;

/** Whether Incus can reach a member. */
const isOnline = ({ status }: Member): boolean => status === 'Online';
/** Whether a member is being emptied, or was. */
const isEmptied = ({ status }: Member): boolean => status === 'Evacuated' || status === 'Evacuating';

/** Everything that Incus says of the workers. */
export interface Cluster {
  /** Empty where Incus is no cluster. */
  members: Member[];
  instances: Instance[];
}

/** Instances that Incus knows nothing of just now are among them, since they may be workers. @throws IncusError */
export async function lookAt(incus: Incus, project: string): Promise<Cluster> {
  const { environment } = await incus.get('/1.0', Server);
  const members = environment?.server_clustered
    ? await incus.get('/1.0/cluster/members', z.array(Member), { recursion: 1 })
    : [];
  incus.alsoAt(members.map(({ url }) => url));
  const all = await incus.get('/1.0/instances', z.array(Instance), { recursion: 1, project });
  return {
    members,
    instances: all.filter(({ isKnown, config }) => !isKnown || config[userKey.worker] !== undefined),
  };
}

/**
 * The workers as a lab server sees them.
 * @param here the address of Incus where it is no cluster
 */
export function workersOf({ members, instances }: Cluster, here: string): Worker[] {
  return instances.flatMap((instance): Worker[] => {
    const { name, config, location, status } = instance;
    const certificate = config[userKey.certificate];
    const port = Number(config[userKey.port]);
    if (certificate === undefined || !Number.isInteger(port)) return [];
    const member = members.find((one) => one.server_name === location);
    const host = member ? (URL.parse(member.url)?.hostname ?? location) : here;
    const isDraining = config[userKey.draining] !== undefined || (member !== undefined && isEmptied(member));
    const isThere = status === 'Running' && (member === undefined || isOnline(member) || isEmptied(member));
    // One that is being replaced comes back with the hosts that are kept on its disk.
    const comesBack = config[userKey.draining] !== undefined;
    const state = isThere || comesBack ? (isDraining ? 'draining' : 'serving') : 'lost';
    const address = { name, host: host.replace(/^\[|\]$/g, ''), port, certificate };
    return [{ address, machine: member ? location : here, state }];
  });
}

interface Parts {
  incus: Incus;
  project: string;
  own: OwnKeys;
  /** The address of Incus where it is no cluster. */
  here: string;
  /** Says what Incus is in trouble with, and that it is no longer. */
  say(text: string): void;
}

/** Follows the workers of a project, and starts those again that ended by themselves. */
export class IncusWorkers implements WorkerSource {
  readonly #parts: Parts;
  readonly #listeners = new Set<(workers: Workers) => void>();
  readonly #startedAt = new Map<string, number>();
  /** What was known last of each instance. */
  readonly #seen = new Map<string, Instance>();
  readonly #closed = new AbortController();
  #now: Workers | undefined;
  #trouble = '';

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Looks for the first time. @returns how many workers there are. @throws IncusError */
  async begin(): Promise<number> {
    await this.#look();
    void this.#keepLooking();
    return this.#now?.workers.length ?? 0;
  }

  follow(take: (workers: Workers) => void): void {
    this.#listeners.add(take);
    if (this.#now) take(this.#now);
  }

  close(): void {
    this.#closed.abort();
  }

  async #keepLooking(): Promise<void> {
    const { signal } = this.#closed;
    while (!signal.aborted) {
      await sleep(EVERY, undefined, { signal, ref: false }).catch(() => {});
      if (signal.aborted) return;
      try {
        await this.#look();
        if (this.#trouble !== '') this.#parts.say('Incus answers again.');
        this.#trouble = '';
      } catch (error) {
        const { message } = error as Error;
        if (message !== this.#trouble) this.#parts.say(`What becomes of workers is not known: ${message}`);
        this.#trouble = message;
      }
    }
  }

  async #look(): Promise<void> {
    const { incus, project, own, here } = this.#parts;
    const cluster = this.#remembered(await lookAt(incus, project));
    const now: Workers = {
      workers: workersOf(cluster, here),
      own,
      together: cluster.instances.some(({ config }) => sharesLan(config)),
    };
    if (JSON.stringify(now) !== JSON.stringify(this.#now)) {
      this.#now = now;
      for (const take of this.#listeners) take(now);
    }
    await this.#startEnded(cluster);
  }

  /** The same with what was known before of those that Incus knows nothing of now. */
  #remembered({ members, instances }: Cluster): Cluster {
    for (const one of instances) if (one.isKnown) this.#seen.set(one.name, one);
    const all = instances.map((one) => {
      const { config = one.config, devices = one.devices } = this.#seen.get(one.name) ?? {};
      return { ...one, config, devices };
    });
    return { members, instances: all };
  }

  /** Incus starts no instance again that ended by itself. */
  async #startEnded({ members, instances }: Cluster): Promise<void> {
    for (const { name, status, location, config } of instances) {
      const member = members.find((one) => one.server_name === location);
      const mayRun = config[userKey.draining] === undefined && (member === undefined || isOnline(member));
      const last = this.#startedAt.get(name) ?? Number.NEGATIVE_INFINITY;
      if (status !== 'Stopped' || !mayRun || performance.now() - last < PATIENCE) continue;
      this.#startedAt.set(name, performance.now());
      const { incus, project, say } = this.#parts;
      say(`The worker ${name} has ended; it is started again.`);
      const start = incus.do('PUT', `/1.0/instances/${name}/state`, {
        query: { project },
        body: { action: 'start' },
      });
      start.catch((error: IncusError) => say(`The worker ${name} can’t be started: ${error.message}`));
    }
  }
}
