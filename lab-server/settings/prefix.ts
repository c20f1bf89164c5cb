import { isIPv6 } from 'node:net';
import { z } from 'zod';
import type { Kind } from './kinds.ts';

/** An IPv6 prefix: the address as a number, and how many of its bits count. */
export interface Prefix {
  address: bigint;
  length: number;
}

/** A prefix that lies within another and has no bit set behind its length. @param longest in bits */
export const prefixWithin = (within: string, longest: number, example: string): Kind<Prefix> =>
  z
    .string()
    .trim()
    .transform((text, context) => {
      const [prefix, around] = [prefixOf(text), prefixOf(within)];
      if (prefix && around && prefix.length >= 16 && prefix.length <= longest && isWithin(prefix, around))
        return prefix;
      context.addIssue('no such prefix');
      return z.NEVER;
    })
    .describe(`a prefix of 16 to ${longest} bits within ${within}, as ${example}`);

function prefixOf(text: string): Prefix | undefined {
  const [, address = '', length = ''] = /^([0-9a-f:]+)\/(\d{1,3})$/i.exec(text) ?? [];
  if (!isIPv6(address)) return undefined;
  const [head = '', tail] = address.split('::');
  const groups = (part: string) => (part === '' ? [] : part.split(':'));
  const [before, after] = [groups(head), groups(tail ?? '')];
  const zeros = Array<string>(8 - before.length - after.length).fill('0');
  const value = BigInt(
    `0x${[...before, ...zeros, ...after].map((group) => group.padStart(4, '0')).join('')}`,
  );
  const bits = Number(length);
  // Bits behind the prefix would show up in addresses.
  if (bits > 128 || value & ((1n << BigInt(128 - bits)) - 1n)) return undefined;
  return { address: value, length: bits };
}

const isWithin = ({ address, length }: Prefix, { address: first, length: bits }: Prefix) =>
  length >= bits && address >> BigInt(128 - bits) === first >> BigInt(128 - bits);
