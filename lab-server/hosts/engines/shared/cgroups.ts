import { existsSync, readFileSync } from 'node:fs';
import { chown, mkdir, readdir, readFile, rmdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Limits } from '../../limits.ts';

const ROOT = '/sys/fs/cgroup';
/** The v1 controllers that carry limits if v2 has only the bare tree. */
const V1_CONTROLLERS = ['memory', 'pids', 'cpu', 'cpuacct'];
const V2_CONTROLLERS = ['memory', 'pids', 'cpu'];

/** `hybrid`: v1 controllers beside a v2 tree at /sys/fs/cgroup/unified. Undefined: neither kind, so no lab host. */
export function cgroupKind(root = ROOT): 'v2' | 'hybrid' | undefined {
  if (existsSync(path.join(root, 'cgroup.controllers'))) return 'v2';
  if (existsSync(path.join(root, 'unified/cgroup.procs')) && existsSync(path.join(root, 'pids'))) {
    return 'hybrid';
  }
  return undefined;
}

/** Controllers that limits need and this machine lacks. */
export function missingControllers(kind: 'v2' | 'hybrid', root = ROOT): string[] {
  if (kind === 'hybrid') return V1_CONTROLLERS.filter((name) => !existsSync(path.join(root, name)));
  const there = readFileSync(path.join(root, 'cgroup.controllers'), 'utf8').trim().split(' ');
  return V2_CONTROLLERS.filter((name) => !there.includes(name));
}

/**
 * The cgroups of one lab host: limits are set here, from outside. Inside, the host's root owns the v2 tree below its own
 * root and nothing else.
 */
export class HostCgroups {
  readonly hybrid: boolean;
  readonly #v1: string[];
  readonly #v2: string;

  constructor(instance: string, id: string) {
    this.hybrid = cgroupKind() === 'hybrid';
    this.#v1 = this.hybrid ? V1_CONTROLLERS.map((name) => path.join(ROOT, name, instance, id)) : [];
    this.#v2 = path.join(ROOT, this.hybrid ? 'unified' : '', instance, id);
  }

  /** The cgroup.procs files that the host's first process joins before it is started. */
  get procs(): string[] {
    return [...this.#v1, this.#v2].map((folder) => path.join(folder, 'cgroup.procs'));
  }

  /** The files that a process joins when it enters the running host: in v2 only leaves may hold processes. */
  get enterProcs(): string[] {
    return [...this.#v1, path.join(this.#v2, 'init')].map((folder) => path.join(folder, 'cgroup.procs'));
  }

  /** The host's own cgroup in the v2 tree, which holds all of its processes. */
  get tree(): string {
    return this.#v2;
  }

  /** The cgroup that the host's memory is charged to. */
  get memory(): string {
    return this.hybrid ? this.#of('memory') : this.#v2;
  }

  /** @param base the host's root on this machine. */
  async create(base: number, limits: Limits): Promise<void> {
    for (const folder of [...this.#v1, this.#v2]) await mkdir(folder, { recursive: true });
    if (this.hybrid) await this.#limitV1(limits);
    else await this.#limitV2(limits);
    await chown(this.#v2, base, base);
    for (const file of ['cgroup.procs', 'cgroup.subtree_control', 'cgroup.threads']) {
      await chown(path.join(this.#v2, file), base, base);
    }
  }

  async usage(): Promise<{ memoryBytes: number; processes: number }> {
    const read = async (v1: string, v1File: string, v2File: string) =>
      Number(await readFile(this.hybrid ? path.join(this.#of(v1), v1File) : path.join(this.#v2, v2File)));
    return {
      memoryBytes: await read('memory', 'memory.usage_in_bytes', 'memory.current'),
      processes: await read('pids', 'pids.current', 'pids.current'),
    };
  }

  /** Processor time that its processes have had. */
  async cpuSeconds(): Promise<number> {
    if (this.hybrid) return Number(await readFile(path.join(this.#of('cpuacct'), 'cpuacct.usage'))) / 1e9;
    const stat = await readFile(path.join(this.#v2, 'cpu.stat'), 'utf8');
    return Number(/^usage_usec (\d+)/m.exec(stat)?.[1] ?? 0) / 1e6;
  }

  /** Ends whatever is left in the cgroups and removes them. */
  async destroy(): Promise<void> {
    const kill = path.join(this.#v2, 'cgroup.kill');
    if (existsSync(kill)) await writeFile(kill, '1');
    for (const folder of [...this.#v1, this.#v2]) await removeTree(folder);
  }

  #of(controller: string): string {
    return this.#v1[V1_CONTROLLERS.indexOf(controller)] as string;
  }

  async #limitV1({ memoryBytes, processes, cpus }: Limits): Promise<void> {
    await writeFile(path.join(this.#of('memory'), 'memory.limit_in_bytes'), String(memoryBytes));
    // Data that waits in TCP sockets has a count of its own in v1, and is not counted at all without a limit; in v2 it counts as memory.
    await writeFile(path.join(this.#of('memory'), 'memory.kmem.tcp.limit_in_bytes'), String(memoryBytes / 8));
    await writeFile(path.join(this.#of('pids'), 'pids.max'), String(processes));
    await writeFile(path.join(this.#of('cpu'), 'cpu.cfs_period_us'), '100000');
    await writeFile(path.join(this.#of('cpu'), 'cpu.cfs_quota_us'), String(Math.round(cpus * 100_000)));
  }

  async #limitV2({ memoryBytes, processes, cpus }: Limits): Promise<void> {
    // A controller reaches a cgroup only when every parent passes it on.
    const parent = path.dirname(this.#v2);
    for (const folder of [path.dirname(parent), parent]) {
      await writeFile(
        path.join(folder, 'cgroup.subtree_control'),
        V2_CONTROLLERS.map((name) => `+${name}`).join(' '),
      );
    }
    await writeFile(path.join(this.#v2, 'memory.max'), String(memoryBytes));
    await writeFile(path.join(this.#v2, 'pids.max'), String(processes));
    await writeFile(path.join(this.#v2, 'cpu.max'), `${Math.round(cpus * 100_000)} 100000`);
  }
}

/** The cgroup parents of all hosts of one lab server, in each tree that this machine may have. */
const parents = (instance: string) =>
  ['', 'unified', ...V1_CONTROLLERS].map((name) => path.join(ROOT, name, instance));

/** The hosts of one lab server that have cgroups. A lab server that was killed may have left some of which nothing else is there. */
export async function hostsWithCgroups(instance: string): Promise<string[]> {
  const found = await Promise.all(
    parents(instance).map((folder) => readdir(folder, { withFileTypes: true }).catch(() => [])),
  );
  const folders = found.flat().filter((entry) => entry.isDirectory());
  return [...new Set(folders.map(({ name }) => name))];
}

/** Removes the cgroup parents of all hosts of one lab server, if they are empty. */
export async function removeInstanceCgroups(instance: string): Promise<void> {
  for (const folder of parents(instance)) await rmdir(folder).catch(() => {});
}

async function removeTree(folder: string): Promise<void> {
  // A cgroup can go once the kernel has buried its last process, some ms after the kill.
  for (let tries = 0; existsSync(folder); tries++) {
    for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
      if (entry.isDirectory()) await removeTree(path.join(folder, entry.name));
    }
    try {
      await rmdir(folder);
    } catch (error) {
      if (!existsSync(folder)) return;
      if (tries > 200) throw error;
      await sleep(10);
    }
  }
}
