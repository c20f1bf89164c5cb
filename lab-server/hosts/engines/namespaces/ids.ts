import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ID_COUNT } from './oci-config.ts';
import { processesOf } from './processes.ts';

/** Far above what a machine's own users and their subordinate ids (/etc/subuid begins at 100,000) take. */
const FIRST = 1_000_000_000;
const MOST_HOSTS = 4096;
/** Where this machine's lab servers note which id ranges are taken; gone after a reboot, as the hosts are. */
const CLAIMS = '/run/vethlab/ids';

/** Ids of templates' files on disk. No host of a learner ever runs with them, so all templates may share them. */
export const TEMPLATE_BASE = FIRST;

/**
 * Claims a range of user and group ids for one host: no other host of this machine has any of them.
 * @param isInUse whether a process has one of the ids from this one on.
 * @returns the first of the 262,144 ids.
 */
export function claimIds(hostDir: string, claims = CLAIMS, isInUse = hasProcess): number {
  mkdirSync(claims, { recursive: true, mode: 0o755 });
  for (let slot = 1; slot <= MOST_HOSTS; slot++) {
    const file = path.join(claims, String(slot));
    const base = FIRST + slot * ID_COUNT;
    if (take(file, hostDir, () => isInUse(base))) return base;
  }
  throw new Error(`All ${MOST_HOSTS} id ranges are taken; destroy some lab hosts (npm run clean).`);
}

/** Gives back what a host's directory claimed; nothing when it claimed none. */
export function releaseIds(hostDir: string, claims = CLAIMS): void {
  if (!existsSync(claims)) return;
  for (const slot of readdirSync(claims)) {
    const file = path.join(claims, slot);
    if (readFileSync(file, 'utf8') === hostDir) rmSync(file);
  }
}

const hasProcess = (base: number) => processesOf({ base }).length > 0;

function take(file: string, hostDir: string, isInUse: () => boolean): boolean {
  try {
    writeFileSync(file, hostDir, { flag: 'wx' });
    return true;
  } catch {
    return takeOver(file, hostDir, isInUse);
  }
}

/** A claim whose host's directory is gone is left from a lab server that was killed. The host may run on, where its directory was removed. */
function takeOver(file: string, hostDir: string, isInUse: () => boolean): boolean {
  const owner = readFileSync(file, 'utf8');
  if (owner !== hostDir && (existsSync(owner) || isInUse())) return false;
  writeFileSync(file, hostDir);
  return true;
}
