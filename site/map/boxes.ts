import type { MapInterface, MapPart } from '../../protocol/host-map.ts';
import { kindWord, shortAddress } from './naming.ts';
import type { Wiring } from './wiring.ts';

/** One box of the drawing: a single part, or the card of a namespace with its contents. Sizes in pixels. */
export interface Box {
  id: string;
  kind: 'lan' | 'interface' | 'port' | 'card';
  width: number;
  height: number;
  /** Its row, from above: the LAN, network cards, the interfaces on these, ends of veth pairs, namespaces. */
  row: number;
  rows: CardRow[];
  /** Whether addresses stand side by side. */
  isWide?: boolean;
}

/** A line of a card, from its top. */
interface CardRow {
  part: MapPart;
  top: number;
  height: number;
}

/** The card of containers that share the host's own network. */
export const HOST_CARD = 'host-network';

const CARD = { width: 144, heading: 22, interface: 28, address: 16, container: 42, pad: 4 };
const MOST_ADDRESSES = 3;

export const shownAddresses = (part: MapInterface) =>
  part.addresses.filter(({ scope }) => scope === 'global').slice(0, MOST_ADDRESSES);

/**
 * The boxes of a map, in the map's order.
 * @param isNarrow whether the window is higher than wide. Then ports and bridges have rows of their own, and cards hang on three.
 */
export function boxesOf(wiring: Wiring, isNarrow: boolean): Box[] {
  const shared = wiring.containersIn(undefined);
  const cards = wiring
    .all('namespace')
    .map(({ id, ...rest }) =>
      card(id, [{ id, ...rest }, ...wiring.interfacesIn(id), ...wiring.containersIn(id)]),
    );
  if (shared.length > 0) cards.push(card(HOST_CARD, shared));
  return [
    ...wiring.all('lan').map(({ id }) => plain(id, 'lan', 0)),
    ...wiring.hostInterfaces.map((part) => interfaceBox(part, isNarrow)),
    ...wiring.all('port').map(({ id }) => plain(id, 'port', 2)),
    ...cards.map((box, at) => (isNarrow ? { ...box, row: 5 + (at % 3) } : box)),
  ];
}

const plain = (id: string, kind: 'lan' | 'port', row: number): Box => ({
  id,
  kind,
  width: kind === 'lan' ? 140 : 108,
  height: 42,
  row,
  rows: [],
});

/** The width in pixels of words in the monospaced font, as styles/map.css has it. */
const mono = (text: string) => text.length * 7.5;

function interfaceBox(part: MapInterface, isNarrow: boolean): Box {
  const addresses = shownAddresses(part).map(({ address }) => shortAddress(address));
  const isVeth = part.kind === 'veth';
  const isWide = !isNarrow && part.kind === 'ethernet' && addresses.length > 0;
  const lines = isWide ? [addresses.join('   ')] : addresses;
  const head = mono(part.name) * 1.08 + (isVeth ? 26 : 32 + kindWord(part).length * 6.9);
  return {
    id: part.id,
    kind: 'interface',
    width: Math.min(Math.max(head, ...lines.map((line) => mono(line) + 22)), 420),
    height: (isVeth ? 25 : 28) + lines.length * CARD.address + (lines.length > 0 ? 6 : 0),
    row: part.kind === 'ethernet' ? 1 : (isVeth ? 3 : 2) + (isNarrow ? 1 : 0),
    rows: [],
    isWide,
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
  if (part.part === 'interface') return CARD.interface + shownAddresses(part).length * CARD.address;
  return CARD.container;
}
