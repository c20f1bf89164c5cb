import os from 'node:os';

/** Bytes. */
export interface Memory {
  total: number;
  /** Memory that programs could still take without swapping anything out. */
  available: number;
}

/** Memory of this machine, or of the lab server's control group if that has less. */
export function memoryNow(): Memory {
  const confined = process.constrainedMemory();
  const total = confined > 0 ? Math.min(os.totalmem(), confined) : os.totalmem();
  return { total, available: Math.min(process.availableMemory(), total) };
}

/** Part of the memory that all hosts together may have; the rest is for the system and the lab server. */
const SHARE = 0.75;
/** Memory that stays free in any case: an eighth of it, and 256 MiB at most. */
const reserve = (total: number) => Math.min(total / 8, 256 * 2 ** 20);

/** The number of lab hosts of `perHost` bytes that fit this machine, at least one. */
export function mostHosts(perHost: number, { total }: Memory = memoryNow()): number {
  return Math.max(1, Math.floor((total * SHARE) / perHost));
}

/** Whether there is memory for one more now. */
export const hasRoom = (perHost: number, memory: Memory = memoryNow()): boolean =>
  roomFor(perHost, memory) > 0;

/** The number of hosts of `perHost` bytes that there is memory for now. */
export function roomFor(perHost: number, { total, available }: Memory = memoryNow()): number {
  return Math.max(0, Math.floor((available - reserve(total)) / perHost));
}

/** In words for a person: 0.9 GB, 256 MB. */
export const inWords = (bytes: number): string =>
  bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : `${Math.round(bytes / 1e6)} MB`;
