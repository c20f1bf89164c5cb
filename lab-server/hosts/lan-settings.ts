import { isIPv6 } from 'node:net';

/** An IPv6 prefix: the address as a number, and how many of its bits count. */
export interface Prefix {
  address: bigint;
  length: number;
}

/** Of the LANs of all hosts. */
export interface LanSettings {
  /** Whether learners reach each other's hosts and containers. */
  shared: boolean;
  /** Prefixes of which each LAN gets a /64. */
  gua: Prefix;
  ula: Prefix;
}

/** From here on two LANs of a class would often have the same /64. */
const LONGEST_SHARED = 40;
const LONGEST = 48;

/** Set aside for documentation (RFC 3849), and as in the talk. */
const DEFAULTS = { LAN: 'isolated', LAN_GUA: '2001:db8::/32', LAN_ULA: 'fd10::/16' };

/** What LAN, LAN_GUA and LAN_ULA set. @throws RangeError naming the setting and what may stand there. */
export function lansFrom(env: NodeJS.ProcessEnv = process.env): LanSettings {
  const [lan, gua, ula] = (['LAN', 'LAN_GUA', 'LAN_ULA'] as const).map(
    (name) => env[name] || DEFAULTS[name],
  ) as [string, string, string];
  if (lan !== 'isolated' && lan !== 'shared') {
    throw new RangeError(`LAN must be isolated or shared, not ${lan}.`);
  }
  const longest = lan === 'shared' ? LONGEST_SHARED : LONGEST;
  const read = (name: string, setting: string, first: bigint, bits: number): Prefix => {
    const prefix = prefixOf(setting);
    if (prefix && prefix.length >= 16 && prefix.length <= longest && isWithin(prefix, first, bits))
      return prefix;
    throw new RangeError(
      `${name} must be a prefix of 16 to ${longest} bits within ${inWords(first, bits)}, as ${DEFAULTS[name as 'LAN_GUA']}, not ${setting}.`,
    );
  };
  return {
    shared: lan === 'shared',
    gua: read('LAN_GUA', gua, 0x2000n << 112n, 3),
    ula: read('LAN_ULA', ula, 0xfc00n << 112n, 7),
  };
}

/** The first address of a /64 within the prefix, chosen by up to 32 random bits; the last 16 bits of it are `subnet` where there is room. */
export function subnetOf({ address, length }: Prefix, random: number, subnet?: number): string {
  const room = subnet === undefined || length > LONGEST_SHARED ? 64 - length : 48 - length;
  const drawn = BigInt(random) & ((1n << BigInt(Math.min(32, room))) - 1n);
  const network = room === 64 - length ? drawn : (drawn << 16n) | BigInt(subnet ?? 0);
  const whole = (address >> 64n) | network;
  const groups = [48n, 32n, 16n, 0n].map((shift) => ((whole >> shift) & 0xffffn).toString(16));
  return `${groups.join(':')}::`;
}

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
  // What stands behind the prefix would come through in addresses.
  if (bits > 128 || value & ((1n << BigInt(128 - bits)) - 1n)) return undefined;
  return { address: value, length: bits };
}

const isWithin = ({ address, length }: Prefix, first: bigint, bits: number) =>
  length >= bits && address >> BigInt(128 - bits) === first >> BigInt(128 - bits);

const inWords = (first: bigint, bits: number) => `${(first >> 112n).toString(16)}::/${bits}`;
