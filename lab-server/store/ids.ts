import { randomBytes } from 'node:crypto';

/** A letter that says of what, and 48 random bits in hexadecimal: short and plain enough for an engine to name things after it. */
export function newId(letter: 'l' | 'c' | 'i'): string {
  return letter + randomBytes(6).toString('hex');
}
