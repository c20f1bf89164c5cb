import { existsSync, readdirSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { run } from '../../../common/exec.ts';
import { patient } from '../../../common/patience.ts';
import { readIfThere } from '../../../common/read-file.ts';
import { HostLost, type KeptHost } from '../../contract.ts';
import type { HostCgroups } from '../shared/cgroups.ts';
import { thaw } from './copy.ts';
import { asHostRoot } from './enter.ts';
import { diskOf, flush, type HostRecord, NONE, writeRecord } from './host-files.ts';
import { unpark } from './park.ts';
import { halt } from './teardown.ts';

/** ms that lab-rest may take. It takes 2 s at most; on a host where it can't run, all is ended without it, as by a power cut. */
const PREPARE = 5_000;
/** ms in which the kernel must have written back and let go a disk whose host has ended. */
const LET_GO = 60_000;
/** ms that the check of a disk may take. */
const CHECK = 300_000;

/** A record whose rest was begun. */
type Resting = HostRecord & { rest: NonNullable<HostRecord['rest']> };

/**
 * Ends all that runs on a host, and keeps its disk. A note comes first: whoever finds it finishes what was begun, so that after a kill at any
 * moment the host is either up as before or at rest.
 */
export async function rest(
  hostDir: string,
  record: HostRecord,
  cgroups: HostCgroups,
  quick: boolean,
): Promise<void> {
  const going = { ...record, rest: { at: now(), done: false, cut: quick } };
  await writeRecord(hostDir, going);
  await unpark(cgroups).catch(() => {});
  await thaw(hostDir, record);
  if (!quick) await run(asHostRoot(record, cgroups, ['lab-rest']), { timeoutMs: PREPARE }).catch(() => {});
  await finishRest(hostDir, going, cgroups);
}

/**
 * What is kept of a host that is not up. It is at rest afterwards, if it was not: because its rest was cut off, or because it ended without one,
 * as by a power cut.
 */
export async function keptOf(hostDir: string, record: HostRecord, cgroups: HostCgroups): Promise<KeptHost> {
  const { rest = { at: now(), done: false, cut: true } } = record;
  if (rest.done) await letGo(hostDir, cgroups);
  else await finishRest(hostDir, { ...record, rest }, cgroups);
  return { at: rest.at, bytes: bytesOf(hostDir) };
}

/** Bytes that a host's disk takes on the machine's. */
const bytesOf = (hostDir: string): number => statSync(diskOf(hostDir)).blocks * 512;

async function finishRest(hostDir: string, record: Resting, cgroups: HostCgroups): Promise<void> {
  await letGo(hostDir, cgroups);
  await flush(diskOf(hostDir));
  await writeRecord(hostDir, { ...record, ...NONE, rest: { ...record.rest, done: true } });
}

/** Ends what runs of a host, or of its being woken, and waits until its disk is no longer in use. */
async function letGo(hostDir: string, cgroups: HostCgroups): Promise<void> {
  await halt(hostDir, cgroups);
  await untilDetached(diskOf(hostDir));
  for (const name of ['crun', 'host.pid', 'router.pid', 'frozen'])
    await rm(path.join(hostDir, name), { recursive: true, force: true });
}

/** The kernel unmounts a disk when the last process in its mount namespace has gone, such as a check that is still under way. */
async function untilDetached(disk: string): Promise<void> {
  const end = Date.now() + patient(LET_GO);
  while (isAttached(disk)) {
    if (Date.now() > end) throw new Error(`${disk} is still in use; losetup -j names the device.`);
    await sleep(5);
  }
}

function isAttached(disk: string): boolean {
  return readdirSync('/sys/block').some(
    (name) => name.startsWith('loop') && readIfThere(`/sys/block/${name}/loop/backing_file`)?.trim() === disk,
  );
}

/**
 * Gets a kept disk ready to be mounted.
 * @returns whether it was not in order, as after a power cut, and has been mended. @throws HostLost if it can't be.
 */
export async function mendDisk(hostDir: string): Promise<boolean> {
  const disk = diskOf(hostDir);
  if (!existsSync(disk)) throw new HostLost('disk', `${disk} is gone`);
  // 1 and 2: it has been mended. From 4 on it has not, or could not be looked at.
  const { code, stdout, stderr } = await run(['e2fsck', '-p', disk], { timeoutMs: CHECK });
  if (code >= 4) throw new HostLost('disk', `e2fsck (${code}): ${(stdout + stderr).trim().slice(-300)}`);
  return code !== 0;
}

const now = () => new Date().toISOString();
