import type { LabHost } from '../define.ts';
import { look } from './read.ts';

/** Processes that end meanwhile have no namespace. */
const OF_PROCESSES = ['sh', '-c', 'stat -L -c "%n %i" /proc/[0-9]*/ns/net 2> /dev/null; :'];

/** Reads that `stat` (coreutils 9): the network namespace of each process, by its inode number. */
export function parseNetnsOfProcesses(printed: string): Map<number, number> {
  const lines = printed.matchAll(/^\/proc\/(\d+)\/ns\/net (\d+)$/gm);
  return new Map([...lines].map(([, pid, inode]) => [Number(pid), Number(inode)]));
}

export async function readNetnsOfProcesses(host: LabHost): Promise<Map<number, number>> {
  return parseNetnsOfProcesses((await look(host, OF_PROCESSES)).stdout);
}

/** The files that namespaces are bound to, as `ip netns add` does it. Each mount namespace has its own. */
const BOUND = ['sh', '-c', 'grep -H " - nsfs " /proc/[0-9]*/mountinfo 2> /dev/null; :'];

/** A network namespace that a file keeps, whether or not a process is in it. */
export interface BoundNetns {
  inode: number;
  path: string;
  /** A process that sees that file. */
  seenBy: number;
}

/** Reads lines of /proc/PID/mountinfo (proc_pid_mountinfo(5)) with the file's name before each. */
export function parseBound(printed: string): BoundNetns[] {
  const lines = printed.matchAll(/^\/proc\/(\d+)\/mountinfo:\d+ \d+ \S+ net:\[(\d+)\] (\S+) /gm);
  const found = [...lines].map(([, pid, inode, path = '']) => ({
    inode: Number(inode),
    path: path.replaceAll(/\\([0-7]{3})/g, (_, octal) => String.fromCharCode(Number.parseInt(octal, 8))),
    seenBy: Number(pid),
  }));
  // As the first process sees it, where it does.
  const byInode = new Map<number, BoundNetns>();
  for (const one of found.sort((a, b) => a.seenBy - b.seenBy)) {
    if (!byInode.has(one.inode)) byInode.set(one.inode, one);
  }
  return [...byInode.values()];
}

export async function readBound(host: LabHost): Promise<BoundNetns[]> {
  return parseBound((await look(host, BOUND)).stdout);
}
