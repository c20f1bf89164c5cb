import { randomInt } from 'node:crypto';

/** Crockford's Base32, without signs that are taken for others: no I, L, O, U. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A code of 6 signs, 30 bits, such as 7KQ-2MX: short enough for a beamer, and joining is limited per address and minute. */
export const newClassCode = (): string => `${signs(3)}-${signs(3)}`;

/** A code of 8 signs, 40 bits, such as K7QX-2MVD. */
export const newPersonalCode = (): string => `${signs(4)}-${signs(4)}`;

/** The code as we write it, however it was typed: in small letters, without dashes or with others, with O for 0, I or L for 1. */
export function asCode(typed: string): string {
  const plain = typed
    .toUpperCase()
    .replaceAll(/[\s\p{Pd}]/gu, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
  const half = Math.ceil(plain.length / 2);
  return `${plain.slice(0, half)}-${plain.slice(half)}`;
}

function signs(count: number): string {
  return Array.from({ length: count }, () => LETTERS[randomInt(LETTERS.length)]).join('');
}
