import { z } from 'zod';
import type { LabHost } from '../define.ts';
import type { FrameworkFacts, HostProcess, ObservedContainer } from './container.ts';
import { readJson } from './read.ts';

/** containers.json of containers/storage, the part that is used: every container that exists, running or not. */
const Store = z.array(z.object({ id: z.string(), names: z.array(z.string()).default([]) }));

/** Root's own Podman, and each user's. */
const STORES = ['/var/lib/containers/storage', '/home/*/.local/share/containers/storage'];

/** Podman has no daemon: a container runs when a `conmon` watches it, whose command line names it. */
export function parseConmon(args: string): { id: string; name: string } | undefined {
  const id = / (?:-c|--cid) ([0-9a-f]{64})\b/.exec(args)?.[1];
  const name = / (?:-n|--name) (\S+)/.exec(args)?.[1];
  return id && name ? { id, name } : undefined;
}

/** TCP ports in the publishing that Podman keeps with each container; the part that is used. */
export function parseStore(printed: string): { id: string; name: string }[] {
  return readJson(Store, printed, 'Podman').map(({ id, names }) => ({
    id,
    name: names[0] ?? id.slice(0, 12),
  }));
}

/** Joins what is stored with what runs. A container made with --rm and gone from the store meanwhile is left out. */
export function joinPodman(
  stored: readonly { id: string; name: string }[],
  processes: readonly HostProcess[],
): ObservedContainer[] {
  const watched = new Map<string, { name: string; pid: number | undefined }>();
  for (const { pid, exe, args } of processes) {
    const found = exe.endsWith('/conmon') ? parseConmon(args) : undefined;
    const child = processes.find(({ ppid }) => ppid === pid);
    if (found) watched.set(found.id, { name: found.name, pid: child?.pid });
  }
  const names = new Map([...stored.map(({ id, name }) => [id, name] as const)]);
  for (const [id, { name }] of watched) names.set(id, name);
  return [...names].map(([id, name]) => {
    const pid = watched.get(id)?.pid;
    const running = pid !== undefined;
    return { framework: 'podman', name, running, ...(running ? { pid } : {}), publishedPorts: [] };
  });
}

export async function readPodman(host: LabHost, processes: readonly HostProcess[]): Promise<FrameworkFacts> {
  const files = STORES.map((store) => `${store}/*-containers/containers.json`);
  const printed = await host.run([
    'sh',
    '-c',
    `for f in ${files.join(' ')}; do [ -f "$f" ] && cat "$f" && echo; done; :`,
  ]);
  const stored = printed.stdout.split('\n').filter(Boolean).flatMap(parseStore);
  return {
    framework: 'podman',
    daemon: false,
    containers: joinPodman(stored, processes),
    command: 'ps -eo pid,ppid,exe,args | grep conmon',
  };
}
