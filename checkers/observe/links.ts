import { z } from 'zod';
import type { LabHost, RunOptions } from '../define.ts';
import { listOf, Text } from './bounds.ts';
import { look, readJson } from './read.ts';

const COMMAND = ['ip', '-j', '-d', 'addr'];

const Family = z.enum(['inet', 'inet6']);

const PrintedAddress = z.object({
  family: Family,
  local: Text.optional(),
  prefixlen: z.int(),
  scope: Text.optional(),
  dynamic: z.boolean().optional(),
  mngtmpaddr: z.boolean().optional(),
  temporary: z.boolean().optional(),
  protocol: Text.optional(),
});

/** `ip -j -d addr` (iproute2 6), the part that is used. */
const Printed = listOf(
  z.object({
    ifindex: z.int(),
    ifname: Text,
    flags: listOf(Text),
    link_type: Text,
    address: Text.optional(),
    master: Text.optional(),
    link: Text.optional(),
    link_index: z.int().optional(),
    link_netnsid: z.int().optional(),
    linkinfo: z
      .object({ info_kind: Text, info_data: z.object({ type: Text, mode: Text }).partial() })
      .partial()
      .optional(),
    addr_info: listOf(PrintedAddress),
  }),
);

export interface LinkAddress {
  family: z.infer<typeof Family>;
  address: string;
  prefix: number;
  scope: 'global' | 'link' | 'host';
  /** The kernel formed it from a router's advertisement (SLAAC, RFC 4862). */
  formed?: true;
}

/** An interface of one network namespace. */
export interface Link {
  index: number;
  name: string;
  up: boolean;
  /** The kernel's word for what it is: veth, bridge, macvlan, tun …; `loopback` or `ether` where it has none. */
  type: string;
  mac?: string;
  /** The bridge it is a member of. */
  master?: string;
  /** The interface of the same namespace that it hangs on, such as a macvlan's parent. */
  parent?: string;
  /** How a macvlan deals with others of its parent: bridge, private, vepa, passthru. */
  mode?: string;
  /** Index of the other end of a veth pair, or of a macvlan's parent. */
  peer?: number;
  /** The namespace in which that index counts, by the number that this namespace has for it; left out when it is this one. */
  peerNetns?: number;
  addresses: LinkAddress[];
}

const SCOPES: Record<string, LinkAddress['scope']> = { host: 'host', link: 'link' };

/** Linux says since 5.18 who made an address, `kernel_ra`; before, and of temporary ones, its flags tell. An address that was typed lacks them. */
const isFormed = ({ dynamic, mngtmpaddr, temporary, protocol }: Partial<z.infer<typeof PrintedAddress>>) =>
  dynamic === true &&
  (temporary === true || (mngtmpaddr === true && (protocol ?? 'kernel_ra') === 'kernel_ra'));

export function parseLinks(printed: string): Link[] {
  const links = readJson(Printed, printed, 'ip');
  return links.map(({ ifindex, ifname, flags, link_type, linkinfo, addr_info, ...rest }) => {
    const peer = rest.link_index ?? links.find((one) => one.ifname === rest.link)?.ifindex;
    return {
      index: ifindex,
      name: ifname,
      up: flags.includes('UP'),
      type: linkinfo?.info_kind ?? link_type,
      ...(rest.address && link_type === 'ether' ? { mac: rest.address } : {}),
      ...(rest.master ? { master: rest.master } : {}),
      ...(rest.link && linkinfo?.info_kind !== 'veth' ? { parent: rest.link } : {}),
      ...(linkinfo?.info_data?.mode ? { mode: linkinfo.info_data.mode } : {}),
      ...(peer === undefined ? {} : { peer }),
      ...(rest.link_netnsid === undefined ? {} : { peerNetns: rest.link_netnsid }),
      addresses: addr_info.flatMap(({ family, local, prefixlen, scope = 'global', ...how }) =>
        local === undefined
          ? []
          : [
              {
                family,
                address: local,
                prefix: prefixlen,
                scope: SCOPES[scope] ?? 'global',
                ...(isFormed(how) ? { formed: true as const } : {}),
              },
            ],
      ),
    };
  });
}

/** The interfaces of the host, or of the namespace that the options name. */
export async function readLinks(host: LabHost, options?: RunOptions): Promise<Link[]> {
  return parseLinks((await look(host, COMMAND, options)).stdout);
}
