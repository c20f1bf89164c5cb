import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { Scenario } from '../../../../protocol/scenario.ts';
import { isAlive, Process, processWith } from '../../../common/process.ts';

/** host.json in a host's directory: written when the host is up, so that it can be found again. */
const HostRecord = z.object({
  image: z.string(),
  scenario: Scenario,
  base: z.int(),
  /** Id of the LAN it is on. */
  lan: z.string(),
  /** The LAN's prefixes when the host came there. */
  gua: z.string(),
  ula: z.string(),
  init: Process,
  router: Process,
});
export type HostRecord = z.infer<typeof HostRecord>;

const file = (hostDir: string) => path.join(hostDir, 'host.json');

/** Whether the host was ever up. */
export const isFinished = (hostDir: string): boolean => existsSync(file(hostDir));

export async function writeRecord(hostDir: string, record: HostRecord): Promise<void> {
  await writeFile(file(hostDir), JSON.stringify(record));
}

/** The record of a host that is up. Undefined if there is none or one of its processes is gone. */
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
  return processWith(Number.parseInt(await readFile(pidFile, 'utf8'), 10));
}
