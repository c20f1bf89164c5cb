import { randomBytes } from 'node:crypto';

/** A letter for the kind, and 48 random bits in hexadecimal. This is short and plain enough for an engine to name things after it. */
export function newId(letter: 'l' | 'c' | 'i' | 'p' | 'k'): string {
  return letter + randomBytes(6).toString('hex');
}
