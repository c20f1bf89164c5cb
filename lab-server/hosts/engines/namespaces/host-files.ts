import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { Scenario } from '../../../../protocol/scenario.ts';

/** A process that is meant, and not one that got its number later: start time is field 22 of /proc/PID/stat. */
const Process = z.object({ pid: z.int(), startTime: z.string() });
export type Process = z.infer<typeof Process>;

/** host.json in a host's directory: written when the host is up, so that it can be found again. */
const HostRecord = z.object({
  image: z.string(),
  scenario: Scenario,
  base: z.int(),
  init: Process,
  router: Process,
});
export type HostRecord = z.infer<typeof HostRecord>;

const file = (hostDir: string) => path.join(hostDir, 'host.json');

export async function writeRecord(hostDir: string, record: HostRecord): Promise<void> {
  await writeFile(file(hostDir), JSON.stringify(record));
}

/** The record of a host that is up. Undefined when there is none or a process of it is gone. */
export async function readLiveRecord(hostDir: string): Promise<HostRecord | undefined> {
  try {
    const record = HostRecord.parse(JSON.parse(await readFile(file(hostDir), 'utf8')));
    return (await isAlive(record.init)) && (await isAlive(record.router)) ? record : undefined;
  } catch {
    return undefined;
  }
}

/** The process whose id was written to a file. */
export async function processIn(pidFile: string): Promise<Process> {
  const pid = Number.parseInt(await readFile(pidFile, 'utf8'), 10);
  const startTime = await startTimeOf(pid);
  if (!startTime) throw new Error(`the process in ${pidFile} has ended`);
  return { pid, startTime };
}

export async function isAlive({ pid, startTime }: Process): Promise<boolean> {
  return (await startTimeOf(pid)) === startTime;
}

async function startTimeOf(pid: number): Promise<string | undefined> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    // The command name, in brackets, may itself hold spaces and brackets.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}
