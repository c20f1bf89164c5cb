import { createHash } from 'node:crypto';

/** Gives numbers from 0 up to, but not including, 1. */
export type Random = () => number;

/** Numbers from the seed by SHA-256 in counter mode: the same for the same seed, on every machine. */
export function randomFrom(seed: string): Random {
  let counter = 0;
  return () => {
    const digest = createHash('sha256').update(`${seed}\0${counter++}`).digest();
    return digest.readUInt32BE() / 2 ** 32;
  };
}

/** A whole number from least to most. */
export function between([least, most]: readonly [number, number], random: Random): number {
  return least + Math.floor(random() * (most - least + 1));
}

/** A shuffled copy (Fisher and Yates). */
export function shuffle<T>(items: readonly T[], random: Random): T[] {
  const copy = [...items];
  for (let i = copy.length - 1; i > 0; i--) {
    const j = between([0, i], random);
    [copy[i], copy[j]] = [copy[j] as T, copy[i] as T];
  }
  return copy;
}
