import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { must, run } from '../../../common/exec.ts';
import { readIfThere } from '../../../common/read-file.ts';
import type { HostCgroups } from '../shared/cgroups.ts';
import { asHostRoot } from './enter.ts';
import { diskOf, flush, type HostRecord, NONE, writeRecord } from './host-files.ts';

/** The longest in ms that copying a disk may take. */
const PATIENCE = 300_000;
/** Where a host says which containers run, for its waking. */
const RAN = '/var/lib/vethlab/ran';

/** A host to copy: its folder and record, and its control groups if it is up. */
export interface Source {
  hostDir: string;
  record: HostRecord;
  up: HostCgroups | undefined;
}

/** Makes a host at rest in another folder that has what this one has on its disk now. One that is up stands still meanwhile and goes on. */
export async function copyHost({ hostDir, record, up }: Source, to: string): Promise<void> {
  await mkdir(to, { recursive: true, mode: 0o700 });
  try {
    if (up) await copyOfUp(hostDir, record, up, to);
    else await copyDisk(hostDir, to);
    await flush(diskOf(to));
    const at = new Date().toISOString();
    await writeRecord(to, { ...record, ...NONE, rest: { at, done: true, cut: false } });
  } catch (error) {
    await rm(to, { recursive: true, force: true });
    throw error;
  }
}

async function copyOfUp(
  hostDir: string,
  record: HostRecord,
  cgroups: HostCgroups,
  to: string,
): Promise<void> {
  const onHost = (line: string) => asHostRoot(record, cgroups, ['sh', '-c', line]);
  // On a parked host nothing can run.
  const isParked = readIfThere(path.join(cgroups.tree, 'cgroup.freeze'))?.trim() === '1';
  if (!isParked) await run(onHost(`mkdir -p ${path.dirname(RAN)} && lab-rest --running > ${RAN}`));
  await writeFile(noteOf(hostDir), '');
  try {
    await must(fsfreeze(record, '--freeze'));
    await copyDisk(hostDir, to);
  } finally {
    await thaw(hostDir, record);
    if (!isParked) await run(onHost(`rm -f ${RAN}`));
  }
  // All of it is there, and only the mark is missing that the disk was unmounted.
  await run(['e2fsck', '-p', diskOf(to)], { timeoutMs: PATIENCE });
}

/**
 * Lets a host go on that a lab server which was killed has left standing still in the middle of a copy: nothing that writes on its disk could
 * even be ended.
 */
export async function thaw(hostDir: string, record: HostRecord): Promise<void> {
  if (!existsSync(noteOf(hostDir))) return;
  await run(fsfreeze(record, '--unfreeze'));
  await rm(noteOf(hostDir), { force: true });
}

/** A file that is there while the host's file system stands still. */
const noteOf = (hostDir: string) => path.join(hostDir, 'frozen');

const fsfreeze = ({ router }: HostRecord, how: '--freeze' | '--unfreeze') => [
  'nsenter',
  `--mount=/proc/${router.pid}/ns/mnt`,
  'fsfreeze',
  how,
  '/mnt/disk',
];

async function copyDisk(from: string, to: string): Promise<void> {
  await must(['cp', '--sparse=always', '--reflink=auto', diskOf(from), diskOf(to)], { timeoutMs: PATIENCE });
}
