import type { MapInterface, MapPart } from '../../protocol/host-map.ts';
import type { Wiring } from './wiring.ts';

/** One box of the drawing: a part of its own, or a card of a namespace with what is in it. Sizes in pixels. */
export interface Box {
  id: string;
  kind: 'lan' | 'interface' | 'port' | 'card';
  width: number;
  height: number;
  /** Its place from above: the LAN, network cards, what hangs on them, ends of veth pairs, namespaces. */
  row: number;
  rows: CardRow[];
}

/** A line of a card, from its top. */
export interface CardRow {
  part: MapPart;
  top: number;
  height: number;
}

/** The card of containers that share the host's own network. */
export const HOST_CARD = 'host-network';

const CARD = { width: 178, heading: 24, interface: 21, address: 15, container: 40, pad: 5 };
const MOST_ADDRESSES = 3;

export const shownAddresses = (part: MapInterface) =>
  part.addresses.filter(({ scope }) => scope === 'global').slice(0, MOST_ADDRESSES);

/** What is drawn of a map, in the map's order. */
export function boxesOf(wiring: Wiring): Box[] {
  const shared = wiring.containersIn(undefined);
  return [
    ...wiring
      .all('lan')
      .map(({ id }): Box => ({ id, kind: 'lan', width: 168, height: 46, row: 0, rows: [] })),
    ...wiring.hostInterfaces.map(interfaceBox),
    ...wiring
      .all('port')
      .map(({ id }): Box => ({ id, kind: 'port', width: 118, height: 46, row: 2, rows: [] })),
    ...wiring
      .all('namespace')
      .map((namespace) =>
        card(namespace.id, [
          namespace,
          ...wiring.interfacesIn(namespace.id),
          ...wiring.containersIn(namespace.id),
        ]),
      ),
    ...(shared.length > 0 ? [card(HOST_CARD, shared)] : []),
  ];
}

function interfaceBox(part: MapInterface): Box {
  const count = shownAddresses(part).length;
  const isVeth = part.kind === 'veth';
  const widest = Math.max(part.name.length * 8 + (isVeth ? 24 : 88), count > 0 ? 150 : 0);
  return {
    id: part.id,
    kind: 'interface',
    width: Math.min(widest, 200),
    height: isVeth && count === 0 ? 26 : 32 + count * CARD.address + (count > 0 ? 4 : 0),
    row: part.kind === 'ethernet' ? 1 : isVeth ? 3 : 2,
    rows: [],
  };
}

function card(id: string, parts: MapPart[]): Box {
  let top = CARD.pad + (id === HOST_CARD ? CARD.heading : 0);
  const rows = parts.map((part) => {
    const height = rowHeight(part);
    const row = { part, top, height };
    top += height;
    return row;
  });
  return { id, kind: 'card', width: CARD.width, height: top + CARD.pad, row: 4, rows };
}

function rowHeight(part: MapPart): number {
  if (part.part === 'namespace') return CARD.heading;
  if (part.part === 'interface') return CARD.interface + shownAddresses(part).length * CARD.address + 5;
  return CARD.container;
}
