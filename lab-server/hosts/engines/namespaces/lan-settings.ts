import type { Prefix } from '../../../settings/prefix.ts';
import type { NamespacesSettings } from './settings.ts';

/** Settings of all hosts' LANs. */
export interface LanSettings {
  /** Whether learners reach each other's hosts and containers. */
  shared: boolean;
  /** Prefixes of which each LAN gets a /64. */
  gua: Prefix;
  ula: Prefix;
}

/** Most bits of a prefix: a longer one leaves no room for a subnet's number beside 16 random bits. */
const LONGEST_WITH_SUBNET = 40;

/** The LANs from the settings. */
export const lansOf = ({
  LAN,
  LAN_GUA,
  LAN_ULA,
}: Pick<NamespacesSettings, 'LAN' | 'LAN_GUA' | 'LAN_ULA'>): LanSettings => ({
  shared: LAN === 'shared',
  gua: LAN_GUA,
  ula: LAN_ULA,
});

/** The first address of a /64 within the prefix, chosen by up to 32 random bits. Its last 16 bits are `subnet` if there is room. */
export function subnetOf({ address, length }: Prefix, random: number, subnet?: number): string {
  const room = subnet === undefined || length > LONGEST_WITH_SUBNET ? 64 - length : 48 - length;
  const drawn = BigInt(random) & ((1n << BigInt(Math.min(32, room))) - 1n);
  const network = room === 64 - length ? drawn : (drawn << 16n) | BigInt(subnet ?? 0);
  const whole = (address >> 64n) | network;
  const groups = [48n, 32n, 16n, 0n].map((shift) => ((whole >> shift) & 0xffffn).toString(16));
  return `${groups.join(':')}::`;
}
