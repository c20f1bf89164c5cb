import { readFileSync, writeFileSync } from 'node:fs';
import type { Found } from '../../../common/prerequisite.ts';

/** A limit that the kernel has for the whole machine. */
interface Counter {
  /** Its path below /proc/sys. */
  file: string;
  /** The value to which a lower limit is raised. */
  least: number;
}

/**
 * Limits that all hosts of a machine share, since the kernel has one count for all. With the kernel's own values one host can use up
 * what the others and the machine need. Each limit is raised until a host's memory is the tighter limit, or until the lab server would
 * notice first (hosts/engines/namespaces/excess.ts). On a machine with systemd, systemd has raised some of them itself.
 * Sources: proc_sys_fs(5), Documentation/networking/ip-sysctl.rst of Linux.
 */
export const counters: readonly Counter[] = [
  // Events of asynchronous input and output that are set up. Their memory counts against the host.
  { file: 'fs/aio-max-nr', least: 1_000_000_000 },
  // Open files. Their memory counts against the host too.
  { file: 'fs/file-max', least: 1_000_000_000 },
  // Each host has a user of its own for these (up.sh), and 128 are few for four frameworks on one host.
  { file: 'fs/inotify/max_user_instances', least: 1024 },
  { file: 'kernel/pid_max', least: 4_194_304 },
  { file: 'kernel/pty/max', least: 16_384 },
  // Neighbours whose hardware address is known, in all networks of the machine together.
  ...['ipv4', 'ipv6'].flatMap((family) => [
    { file: `net/${family}/neigh/default/gc_thresh3`, least: 262_144 },
    { file: `net/${family}/neigh/default/gc_thresh2`, least: 131_072 },
    { file: `net/${family}/neigh/default/gc_thresh1`, least: 4096 },
  ]),
];

const nameOf = ({ file }: Counter) => file.replaceAll('/', '.');

/** The limits that are too low now, with their values; without those that this kernel lacks. @param root stands for /proc/sys. */
export function lowCounters(root = '/proc/sys'): { counter: Counter; now: number }[] {
  return counters.flatMap((counter) => {
    const now = read(`${root}/${counter.file}`);
    return now === undefined || now >= counter.least ? [] : [{ counter, now }];
  });
}

/**
 * Raises the limits that are too low, for as long as the machine runs.
 * @returns names of the limits that this machine lets nobody raise.
 */
export function raiseCounters(root = '/proc/sys'): string[] {
  for (const { counter } of lowCounters(root)) {
    try {
      writeFileSync(`${root}/${counter.file}`, String(counter.least));
    } catch {
      // The return value names it.
    }
  }
  return lowCounters(root).map(({ counter }) => nameOf(counter));
}

/** What doctor says about the limits. */
export function lookAtCounters(root = '/proc/sys'): Found {
  const low = lowCounters(root);
  if (low.length === 0) return { seen: 'one host can’t use up what all share' };
  const set = low.map(({ counter }) => `${nameOf(counter)}=${counter.least}`).join(' ');
  return {
    seen: `too low: ${low.map(({ counter, now }) => `${nameOf(counter)} ${now}`).join(', ')}`,
    mend: `the lab server raises them when it starts; where it may not, one host can use up what the others need: sysctl -w ${set}`,
  };
}

function read(file: string): number | undefined {
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
