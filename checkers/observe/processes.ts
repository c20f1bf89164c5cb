import type { LabHost } from '../define.ts';
import type { HostProcess } from './container.ts';
import { look } from './read.ts';

const COMMAND = ['ps', '-eww', '-o', 'pid=,ppid=,uid=,exe=,args='];

/** Reads that `ps` (procps 4). A field that the kernel does not tell is printed as `-`. */
export function parseProcesses(printed: string): HostProcess[] {
  return printed.split('\n').flatMap((line) => {
    const [, pid, ppid, uid, exe = '-', args = ''] =
      /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(\S+)\s*(.*)$/.exec(line) ?? [];
    if (!pid) return [];
    return [{ pid: Number(pid), ppid: Number(ppid), uid: Number(uid), exe: exe === '-' ? '' : exe, args }];
  });
}

/** Every process of the host, as the host numbers them, straight from the kernel. */
export async function readProcesses(host: LabHost): Promise<HostProcess[]> {
  return parseProcesses((await look(host, COMMAND)).stdout);
}
