import { z } from 'zod';
import type { LabHost, RunOptions } from '../define.ts';
import { look, readJson } from './read.ts';

const COMMAND = ['ip', '-j', '-d', 'addr'];

const Family = z.enum(['inet', 'inet6']);

/** `ip -j -d addr` (iproute2 6), the part that is used. */
const Printed = z.array(
  z.object({
    ifindex: z.int(),
    ifname: z.string(),
    flags: z.array(z.string()),
    link_type: z.string(),
    address: z.string().optional(),
    master: z.string().optional(),
    link: z.string().optional(),
    link_index: z.int().optional(),
    link_netnsid: z.int().optional(),
    linkinfo: z
      .object({ info_kind: z.string(), info_data: z.object({ type: z.string() }).partial() })
      .partial()
      .optional(),
    addr_info: z.array(
      z
        .object({ family: Family, local: z.string(), prefixlen: z.int(), scope: z.string() })
        .partial({ local: true, scope: true }),
    ),
  }),
);

export interface LinkAddress {
  family: z.infer<typeof Family>;
  address: string;
  prefix: number;
  scope: 'global' | 'link' | 'host';
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
  /** Index of the other end of a veth pair, or of a macvlan's parent. */
  peer?: number;
  /** Whose index that is: the namespace's number as this one counts; left out, this one. */
  peerNetns?: number;
  addresses: LinkAddress[];
}

const SCOPES: Record<string, LinkAddress['scope']> = { host: 'host', link: 'link' };

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
      ...(peer === undefined ? {} : { peer }),
      ...(rest.link_netnsid === undefined ? {} : { peerNetns: rest.link_netnsid }),
      addresses: addr_info.flatMap(({ family, local, prefixlen, scope = 'global' }) =>
        local === undefined
          ? []
          : [{ family, address: local, prefix: prefixlen, scope: SCOPES[scope] ?? 'global' }],
      ),
    };
  });
}

/** The interfaces of the host, or of the namespace that the options name. */
export async function readLinks(host: LabHost, options?: RunOptions): Promise<Link[]> {
  return parseLinks((await look(host, COMMAND, options)).stdout);
}
