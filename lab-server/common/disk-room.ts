import { existsSync, statfsSync } from 'node:fs';
import path from 'node:path';
import { inWords } from './room.ts';

/** Bytes of the file system that holds a folder. */
export interface Disk {
  /** Bytes that users other than root may still write to it. */
  free: number;
  total: number;
}

export function diskOf(folder: string): Disk {
  const { bavail, blocks, bsize } = statfsSync(folder);
  return { free: bavail * bsize, total: blocks * bsize };
}

/** With fewer free bytes no lab host is made, and the desk is warned. */
export const LITTLE_DISK = 512 * 2 ** 20;

/** How little room there is, as a sentence; undefined while there is enough. */
export function littleDisk({ free, total }: Disk): string | undefined {
  if (free >= LITTLE_DISK) return undefined;
  return `The lab server's disk is nearly full: ${inWords(free)} of ${inWords(total)} are free, and lab hosts are made while there are ${inWords(LITTLE_DISK)}.`;
}

/** A folder, or the nearest one above it that exists. */
export function existing(folder: string): string {
  return existsSync(folder) ? folder : existing(path.dirname(folder));
}
