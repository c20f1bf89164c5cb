import os from 'node:os';

/** Bytes. */
export interface Memory {
  total: number;
  /** What programs could still take without anything being swapped out. */
  available: number;
}

/** Memory of this machine, or of the control group that the lab server is confined to where that has less. */
export function memoryNow(): Memory {
  const confined = process.constrainedMemory();
  const total = confined > 0 ? Math.min(os.totalmem(), confined) : os.totalmem();
  return { total, available: Math.min(process.availableMemory(), total) };
}

/** Bytes that one more lab host takes, with some room for what its learner runs: all four frameworks, or an account with a few terminals. */
export const hostMemory = { namespaces: 256 * 2 ** 20, machine: 16 * 2 ** 20 };

/** Part of the memory that hosts may have in all; the rest is for the system and the lab server. */
const SHARE = 0.75;
/** What is left alone in any case: an eighth of the memory, and 256 MiB at most. */
const reserve = (total: number) => Math.min(total / 8, 256 * 2 ** 20);

/** So many lab hosts of `perHost` bytes fit this machine, and always one. */
export function mostHosts(perHost: number, { total }: Memory = memoryNow()): number {
  return Math.max(1, Math.floor((total * SHARE) / perHost));
}

/** Whether there is the memory for one more just now. */
export function hasRoom(perHost: number, { total, available }: Memory = memoryNow()): boolean {
  return available >= perHost + reserve(total);
}

/** As a person says it: 0.9 GB, 256 MB. */
export const inWords = (bytes: number): string =>
  bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : `${Math.round(bytes / 1e6)} MB`;
