import type { Framework } from '../../protocol/scenario.ts';
import type { FirstProcess } from './container.ts';
import type { Socket } from './listeners.ts';
import type { HostProcess } from './processes.ts';

/** A socket, and the framework in one of whose containers its program runs. */
export interface HeldSocket extends Socket {
  within?: Framework;
}

/**
 * Finds the sockets that containers in the host's own network hold: their programs descend from a container's first process, since a process
 * whose parent ends becomes the child of the first.
 */
export function heldSockets(
  sockets: readonly Socket[],
  processes: readonly HostProcess[],
  firsts: readonly FirstProcess[],
): HeldSocket[] {
  const parents = new Map(processes.map(({ pid, ppid }) => [pid, ppid]));
  const frameworks = new Map(firsts.map(({ pid, framework }) => [pid, framework]));
  return sockets.map((socket) => {
    const seen = new Set<number>();
    let pid = socket.pid;
    while (pid !== undefined && !frameworks.has(pid) && !seen.has(pid)) {
      seen.add(pid);
      pid = parents.get(pid);
    }
    const within = frameworks.get(pid ?? 0);
    return within ? { ...socket, within } : socket;
  });
}
