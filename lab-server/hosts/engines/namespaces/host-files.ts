import { open, readFile, rename } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { Scenario } from '../../../../protocol/scenario.ts';
import { isAlive, Process, processWith } from '../../../common/process.ts';

/** The way in which up.sh makes hosts. It is raised when hosts that were made before can't be used while they are up; they are put to rest. */
export const MADE = 2;

/** host.json in a host's directory: written when the host is up, so that it can be found again, and when it goes to rest. */
const HostRecord = z.object({
  image: z.string(),
  made: z.int().default(1),
  /** The folder of its template. */
  template: z.string(),
  scenario: Scenario,
  base: z.int(),
  /** Id of the LAN it is on. */
  lan: z.string(),
  /** The LAN's prefixes when the host came there. */
  gua: z.string(),
  ula: z.string(),
  init: Process,
  router: Process,
  /** When its rest was begun. From then on the host is as good as at rest, and whoever finds it in between finishes that. */
  rest: z
    .object({
      at: z.iso.datetime(),
      done: z.boolean(),
      /** It was found down without a rest. */
      cut: z.boolean(),
    })
    .optional(),
});
export type HostRecord = z.infer<typeof HostRecord>;

/** In the record of a host at rest there are no processes: whoever ends those that are noted must not meet another host's. */
export const NONE: Pick<HostRecord, 'init' | 'router'> = {
  init: { pid: 0, startTime: '' },
  router: { pid: 0, startTime: '' },
};

const file = (hostDir: string) => path.join(hostDir, 'host.json');

/** The file that holds the file system that the host writes on. */
export const diskOf = (hostDir: string): string => path.join(hostDir, 'disk');

/** Writes it as a whole or not at all, and on the disk itself, whatever happens to the machine meanwhile. */
export async function writeRecord(hostDir: string, record: HostRecord): Promise<void> {
  const partial = `${file(hostDir)}.new`;
  const written = await open(partial, 'w', 0o600);
  try {
    await written.writeFile(JSON.stringify(record));
    await written.sync();
  } finally {
    await written.close();
  }
  await rename(partial, file(hostDir));
  await flush(hostDir);
}

/** Has a file or the names in a folder written to disk. */
export async function flush(fileOrFolder: string): Promise<void> {
  const opened = await open(fileOrFolder, 'r');
  await opened.sync().finally(() => opened.close());
}

/** The record of a host, up or not. Undefined if it never was up. */
export async function readRecord(hostDir: string): Promise<HostRecord | undefined> {
  try {
    return HostRecord.parse(JSON.parse(await readFile(file(hostDir), 'utf8')));
  } catch {
    return undefined;
  }
}

/** The record of a host that is up. Undefined if there is none, one of its processes is gone, or it goes to rest. */
export async function readLiveRecord(hostDir: string): Promise<HostRecord | undefined> {
  const record = await readRecord(hostDir);
  if (!record || record.rest) return undefined;
  return (await isAlive(record.init)) && (await isAlive(record.router)) ? record : undefined;
}

/** The process whose id was written to a file. */
export async function processIn(pidFile: string): Promise<Process> {
  return processWith(Number.parseInt(await readFile(pidFile, 'utf8'), 10));
}
