import { createHash } from 'node:crypto';
import type { LanId } from '../../contract.ts';
import { type LanSettings, lansOf, subnetOf } from './lan-settings.ts';
import { readNamespacesSettings } from './settings.ts';

/** Addresses of one lab host's LAN; every host has a LAN of its own. */
export interface Lan {
  id: LanId;
  router: { ipv4: string; gua: string; ula: string };
  /** Prefixes that the router announces, such as `2001:db8:…::`, each a /64. */
  gua: string;
  ula: string;
  dhcp: string;
  host: { ipv4: string; macs: [string, string]; gua: string; ula: string };
}

const MASK = 24;

/**
 * A LAN: the same for the same id and the same prefixes. The MACs are a Raspberry Pi's. SLAAC makes addresses from them by
 * EUI-64 (RFC 4291, appendix A).
 */
export function lanOf(
  id: LanId,
  settings: Pick<LanSettings, 'gua' | 'ula'> = lansOf(readNamespacesSettings({})),
): Lan {
  const hash = createHash('sha256').update(id).digest();
  const gua = subnetOf(settings.gua, hash.readUInt32BE(0));
  const ula = subnetOf(settings.ula, hash.readUInt32BE(4), 1);
  const mac = (last: number) =>
    ['b8', '27', 'eb', ...[hash[8], hash[9], ((hash[10] ?? 0) & 0xfe) | last].map(hex)].join(':');
  const macs: [string, string] = [mac(0), mac(1)];
  const suffix = eui64(macs[0]);
  return {
    id,
    router: { ipv4: `192.168.1.1/${MASK}`, gua: `${gua}1/64`, ula: `${ula}1/64` },
    gua,
    ula,
    dhcp: '192.168.1.50,192.168.1.200,12h',
    host: {
      ipv4: `192.168.1.10/${MASK}`,
      macs,
      gua: canonical(gua, suffix),
      ula: canonical(ula, suffix),
    },
  };
}

/** The interface identifier of a MAC, in four groups. */
function eui64(mac: string): string {
  const bytes = mac.split(':').map((part) => Number.parseInt(part, 16));
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = bytes;
  const groups = [((a ^ 2) << 8) | b, (c << 8) | 0xff, (0xfe << 8) | d, (e << 8) | f];
  return groups.map((group) => group.toString(16)).join(':');
}

/** A /64 prefix ending in `::` and an interface identifier, joined as `ip addr` prints it (RFC 5952). */
function canonical(prefix: string, suffix: string): string {
  return new URL(`http://[${prefix.slice(0, -1)}${suffix}]/`).hostname.slice(1, -1);
}

const hex = (byte = 0) => byte.toString(16).padStart(2, '0');
