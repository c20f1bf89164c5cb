import { readFileSync } from 'node:fs';

/** What one lab host may take of its machine. */
export interface Limits {
  memoryBytes: number;
  /** Processes and threads. */
  processes: number;
  /** CPU seconds per second. */
  cpus: number;
  /** Bytes that can be written on the host: its own files and the frameworks' stores together. */
  diskBytes: number;
  /** Number of files and sockets that one process may have open, never more than the lab server itself may have. */
  files: number;
  /** Packets per second that each of its two network cards takes to the LAN. */
  packets: number;
}

/** Number of files that a process of the lab server may have open. Without CAP_SYS_RESOURCE a host's process may have no more. */
export function mostFiles(): number {
  const [, hard = ''] = /^Max open files +\S+ +(\S+)/m.exec(readFileSync('/proc/self/limits', 'utf8')) ?? [];
  return /^\d+$/.test(hard) ? Number(hard) : Number.POSITIVE_INFINITY;
}
