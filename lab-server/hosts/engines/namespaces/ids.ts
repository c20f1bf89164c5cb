import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ID_COUNT } from './oci-config.ts';
import { processesOf } from './processes.ts';

/** Far above the ids of a machine's own users and their subordinate ids (/etc/subuid begins at 100,000). */
const FIRST = 1_000_000_000;
const MOST_HOSTS = 4096;
/** Where this machine's lab servers note which id ranges are taken. It is gone after a reboot, as the hosts are. */
const CLAIMS = '/run/vethlab/ids';

/** ms that other lab servers may take to claim their ids. */
const LOCK_LIMIT = 30_000;

/** Ids of templates' files on disk. No learner's host ever runs with them, so all templates may share them. */
export const TEMPLATE_BASE = FIRST;

/** Inode number of the pid namespace that a machine begins with (PROC_PID_INIT_INO in Linux's proc_ns.h). */
const OF_MACHINE = 0xeffffffc;

/**
 * The range at which the search for a free one begins. A lab server in a container sees neither the claims nor the processes of another
 * container, so each begins elsewhere.
 */
export function firstSlot(pidNamespace = statSync('/proc/self/ns/pid').ino): number {
  return pidNamespace === OF_MACHINE ? 0 : (pidNamespace * 61) % (MOST_HOSTS / 2);
}

/**
 * Claims a range of user and group ids for one host. No other host of this machine has any of them, even if others claim at the same moment.
 * @param isInUse says whether a process has one of the 262,144 ids from this one on.
 * @returns the first of the 262,144 ids.
 */
export function claimIds(
  hostDir: string,
  claims = CLAIMS,
  isInUse = hasProcess,
  begin = firstSlot(),
): number {
  return alone(claims, () => {
    for (let tried = 0; tried < MOST_HOSTS; tried++) {
      const slot = 1 + ((begin + tried) % MOST_HOSTS);
      const file = path.join(claims, String(slot));
      const base = FIRST + slot * ID_COUNT;
      if (!isFree(file, hostDir, () => isInUse(base))) continue;
      // The claim is there as a whole or not at all, even if the lab server is killed at this moment.
      writeFileSync(`${claims}.new`, hostDir);
      renameSync(`${claims}.new`, file);
      return base;
    }
    throw new Error(`All ${MOST_HOSTS} id ranges are taken; destroy some lab hosts (npm run clean).`);
  });
}

/** Gives back the range, if any, that a host's directory claimed. */
export function releaseIds(hostDir: string, claims = CLAIMS): void {
  if (!existsSync(claims)) return;
  alone(claims, () => {
    for (const slot of readdirSync(claims)) {
      const file = path.join(claims, slot);
      if (readFileSync(file, 'utf8') === hostDir) rmSync(file);
    }
  });
}

const hasProcess = (base: number) => processesOf({ base }).length > 0;

/**
 * A claim without its host's directory is left from a lab server that was killed. A host may run on without its directory, and without
 * its claim.
 */
function isFree(file: string, hostDir: string, isInUse: () => boolean): boolean {
  const owner = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  if (owner === hostDir) return true;
  return !(owner !== undefined && existsSync(owner)) && !isInUse();
}

/** Does the work while no other process of this machine does it. The lock is SQLite's, which ends with its holder. */
function alone<T>(claims: string, task: () => T): T {
  mkdirSync(claims, { recursive: true, mode: 0o755 });
  const lock = new DatabaseSync(`${claims}.lock`, { timeout: LOCK_LIMIT });
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return task();
  } finally {
    lock.close();
  }
}
