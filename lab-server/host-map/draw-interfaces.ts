import type { Link } from '../../checkers/observe/links.ts';
import type { InterfaceKind, MapInterface, MapLink } from '../../protocol/host-map.ts';
import type { MapFacts } from './facts.ts';
import { shown } from './shown.ts';

export const namespaceId = (inode: number) => `namespace:${inode}`;

/** @param inode of the namespace that the interface lies in. Left out, it is the host's own. */
const interfaceId = (name: string, inode?: number) =>
  inode === undefined ? `interface:${shown(name)}` : `interface:${shown(name)}@${inode}`;

/** The kernel's words for kinds that we call otherwise. */
const KINDS: Record<string, InterfaceKind> = {
  ether: 'ethernet',
  bridge: 'bridge',
  veth: 'veth',
  macvlan: 'macvlan',
  macvtap: 'macvlan',
  tun: 'tap',
  loopback: 'loopback',
};

/** An interface, and which namespace it lies in. */
interface Place {
  inode: number;
  link: Link;
}

export function drawInterface({ inode, link }: Place, own: number, cables: ReadonlySet<Link>): MapInterface {
  const { name, type, up, mac, addresses } = link;
  const kind = cables.has(link) ? 'ethernet' : (KINDS[type] ?? 'other');
  return {
    id: inode === own ? interfaceId(name) : interfaceId(name, inode),
    part: 'interface',
    name: shown(name),
    kind,
    ...(kind === 'other' ? { type: shown(type) } : {}),
    up,
    ...(mac ? { mac: shown(mac) } : {}),
    addresses: addresses.slice(0, 64),
    ...(inode === own ? {} : { in: namespaceId(inode) }),
  };
}

export function places({ own, links, inner }: MapFacts): Place[] {
  const inside = [...inner].flatMap(([inode, its]) => its.map((link) => ({ inode, link })));
  return [...links.map((link) => ({ inode: own, link })), ...inside];
}

/** The other end of each veth, if it lies in a namespace that was seen. */
export function pairs(facts: MapFacts): [Place, Place][] {
  const veths = places(facts).filter(({ link }) => link.type === 'veth' && link.peer !== undefined);
  const byNumber = new Map(facts.namespaces.map(({ ns, netnsid }) => [netnsid, ns]));
  const isPeer = (a: Place, b: Place) => a.link.peer === b.link.index && b.link.peer === a.link.index;
  const found: [Place, Place][] = [];
  const paired = new Set<Place>();
  const pair = (a: Place, others: Place[]) => {
    const [b, second] = others.filter((one) => one !== a && !paired.has(one) && isPeer(a, one));
    // Each namespace numbers its interfaces anew. When two would fit, nobody can tell which of them it is.
    if (!b || second || paired.has(a)) return;
    found.push([a, b]);
    paired.add(a).add(b);
  };
  // The host names the other end's namespace by number, if a process is in that namespace.
  for (const veth of veths) {
    const { peerNetns } = veth.link;
    const there =
      peerNetns === undefined ? veth.inode : veth.inode === facts.own ? byNumber.get(peerNetns) : undefined;
    if (there !== undefined)
      pair(
        veth,
        veths.filter(({ inode }) => inode === there),
      );
  }
  for (const veth of veths) {
    const elsewhere =
      veth.link.peerNetns !== undefined && !(veth.inode === facts.own && byNumber.has(veth.link.peerNetns));
    if (elsewhere)
      pair(
        veth,
        veths.filter(({ inode }) => inode !== veth.inode),
      );
  }
  return found;
}

/**
 * The host's interfaces that have a cable to the outside. These are network cards. On a host that we made they are the ends of veth pairs
 * whose other ends lie in the same place as that of its first interface.
 */
export function cablesOf(facts: MapFacts, found: readonly [Place, Place][]): Set<Link> {
  const paired = new Set(found.flat().map(({ link }) => link));
  const outside = facts.links.filter(({ type, peerNetns }) => type === 'veth' && peerNetns !== undefined);
  const ends = outside.filter((link) => !paired.has(link)).sort((a, b) => a.index - b.index);
  const cards = facts.links.filter(({ type }) => type === 'ether');
  return new Set([...cards, ...ends.filter(({ peerNetns }) => peerNetns === ends[0]?.peerNetns)]);
}

/** How interfaces hang together: by cables to the LAN, as members of a bridge, as pairs, and as children of a parent. */
export function drawWires(
  facts: MapFacts,
  found: readonly [Place, Place][],
  cables: ReadonlySet<Link>,
): MapLink[] {
  const { own, links, inner } = facts;
  const idOf = ({ inode, link }: Place) => interfaceId(link.name, inode === own ? undefined : inode);
  const cable = [...cables].map(
    ({ name }): MapLink => ({ from: interfaceId(name), to: 'lan', kind: 'cable' }),
  );
  const members = places(facts).flatMap(({ inode, link }): MapLink[] => {
    const bridge = link.master;
    const there = inode === own ? links : (inner.get(inode) ?? []);
    if (bridge === undefined || !there.some(({ name }) => name === bridge)) return [];
    return [
      {
        from: idOf({ inode, link }),
        to: interfaceId(bridge, inode === own ? undefined : inode),
        kind: 'member',
      },
    ];
  });
  const veths = found.map(([a, b]): MapLink => ({ from: idOf(a), to: idOf(b), kind: 'veth' }));
  const macvlans = places(facts).flatMap(({ inode, link }): MapLink[] => {
    if (KINDS[link.type] !== 'macvlan') return [];
    const parent = links.find(({ index }) => index === link.peer);
    return parent ? [{ from: idOf({ inode, link }), to: interfaceId(parent.name), kind: 'macvlan' }] : [];
  });
  return [...cable, ...members, ...veths, ...macvlans];
}
