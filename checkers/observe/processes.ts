import type { LabHost } from '../define.ts';
import { beginningOf } from './bounds.ts';
import { look } from './read.ts';

const COMMAND = ['ps', '-eww', '-o', 'pid=,ppid=,args='];

export interface HostProcess {
  pid: number;
  ppid: number;
  /** Its command line, which it may have written over itself. */
  args: string;
}

/** Reads that `ps` (procps 4). */
export function parseProcesses(printed: string): HostProcess[] {
  return printed.split('\n').flatMap((line) => {
    const [, pid, ppid, args = ''] = /^\s*(\d+)\s+(\d+)\s(.*)$/.exec(line) ?? [];
    return pid ? [{ pid: Number(pid), ppid: Number(ppid), args: beginningOf(args) }] : [];
  });
}

/** Every process of the host, as the host numbers them, straight from the kernel. */
export async function readProcesses(host: LabHost): Promise<HostProcess[]> {
  return parseProcesses((await look(host, COMMAND)).stdout);
}
