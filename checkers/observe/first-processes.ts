import type { Framework } from '../../protocol/scenario.ts';
import type { LabHost } from '../define.ts';
import type { FirstProcess } from './container.ts';
import { type Namespace, readLsns } from './lsns.ts';
import { type HostProcess, readProcesses } from './processes.ts';
import { readWatchers } from './programs.ts';

/**
 * The first processes of containers, by what the kernel tells: children of a framework's own watching program that are
 * the first in a mount namespace. That is the one namespace no container can do without (`--pid=host` and `--net=host` are
 * options), and what `docker exec` starts later joins it without being its first.
 *
 * What remains: root on the host can run the genuine watcher by hand, around a process that has a namespace of its own. That is a
 * container in all but its framework's list, and its framework has to list it too.
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
