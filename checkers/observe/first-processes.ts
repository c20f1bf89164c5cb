import type { Framework } from '../../protocol/scenario.ts';
import type { LabHost } from '../define.ts';
import type { FirstProcess } from './container.ts';
import { type Namespace, readLsns } from './lsns.ts';
import { type HostProcess, readProcesses } from './processes.ts';
import { readWatchers } from './programs.ts';

/**
 * Finds the first processes of containers by what the kernel tells. Such a process is a child of the framework's program that watches the
 * container, and it is the first process in its mount namespace. Every container has a mount namespace (`--pid=host` and `--net=host` do
 * without the others), and a process that `docker exec` starts later joins it without being the first.
 *
 * One way to deceive it remains: root on the host can run the genuine watcher by hand, around a process with a namespace of its own. That
 * process is a container in all but its framework's list, so a reader also asks the framework for its list.
 */
export function firstProcesses(
  processes: readonly HostProcess[],
  namespaces: readonly Namespace[],
  watchers: ReadonlyMap<number, Framework>,
): FirstProcess[] {
  const byPid = new Map(processes.map((process) => [process.pid, process]));
  return namespaces.flatMap(({ type, pid }) => {
    const parent = byPid.get(byPid.get(type === 'mnt' ? (pid ?? 0) : 0)?.ppid ?? 0);
    const framework = watchers.get(parent?.pid ?? 0);
    return pid && parent && framework ? [{ pid, framework, watcher: parent.args }] : [];
  });
}

export async function readFirstProcesses(host: LabHost): Promise<FirstProcess[]> {
  return firstProcesses(...(await Promise.all([readProcesses(host), readLsns(host), readWatchers(host)])));
}
