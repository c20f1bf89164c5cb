import { readdirSync, readFileSync } from 'node:fs';

/** A file of a process in /proc; empty where that has ended. */
function ofProcess(pid: string | number, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    return '';
  }
}

/** Memory in MB that belongs to a process alone. A machine pays only once for memory that processes share. */
export function privateMegabytes(pid: string | number): number {
  const parts = ofProcess(pid, 'smaps_rollup').matchAll(/^Private_\w+:\s+(\d+)/gm);
  return [...parts].reduce((sum, [, kB]) => sum + Number(kB), 0) / 1024;
}

/** Every process of a user. */
export function processesOfUser(uid: number): number[] {
  return allProcesses().filter((pid) => new RegExp(`^Uid:\\s+${uid}\\b`, 'm').test(ofProcess(pid, 'status')));
}

/** Every process whose command line and whose environment have these words in them. */
export function processesWith(command: string, environment: string): number[] {
  return allProcesses().filter(
    (pid) =>
      ofProcess(pid, 'cmdline').includes(command) &&
      ofProcess(pid, 'comm').trim() !== 'sh' &&
      ofProcess(pid, 'environ').includes(environment),
  );
}

const allProcesses = () =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
