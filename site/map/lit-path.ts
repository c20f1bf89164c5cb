import type { MapPart } from '../../protocol/host-map.ts';
import type { Wiring } from './wiring.ts';

/**
 * The way that packets of the lit parts take: from the LAN down to them, and from them down to the containers. Ways beside it, such as the
 * other members of a bridge that they pass, do not belong to it.
 */
export function pathOfLit(lit: ReadonlySet<string>, wiring: Wiring): Set<string> {
  const path = new Set<string>();
  for (const isDown of [true, false]) {
    const seen = new Set<string>();
    for (const id of lit) walk(id, isDown, wiring, seen);
    for (const id of seen) path.add(id);
  }
  return path;
}

function walk(id: string, isDown: boolean, wiring: Wiring, seen: Set<string>): void {
  const part = wiring.part(id);
  if (!part || seen.has(id)) return;
  seen.add(id);
  const next = wiring
    .linksOf(id)
    .flatMap(({ from, to }) => wiring.part(from === id ? to : from) ?? [])
    .filter((other) => (isDown ? depth(other) > depth(part) : depth(other) < depth(part)));
  for (const one of next) walk(one.id, isDown, wiring, seen);
  for (const one of sharedWith(part, isDown, wiring)) walk(one.id, isDown, wiring, seen);
}

/** A container is in its namespace, and packets come to both by the interfaces there. */
function sharedWith(part: MapPart, isDown: boolean, wiring: Wiring): MapPart[] {
  const namespace = part.part === 'interface' || part.part === 'container' ? part.in : part.id;
  if (namespace === undefined || part.part === 'lan' || part.part === 'port') return [];
  if (part.part === 'interface') {
    return isDown ? [wiring.part(namespace) ?? [], wiring.containersIn(namespace)].flat() : [];
  }
  if (isDown) return part.part === 'namespace' ? wiring.containersIn(namespace) : [];
  return [
    ...(part.part === 'container' ? [wiring.part(namespace) ?? []].flat() : []),
    ...wiring.interfacesIn(namespace),
  ];
}

/** How far a part is from the LAN, as the rows of the drawing have it. */
function depth(part: MapPart): number {
  if (part.part === 'lan') return 0;
  // Below the interface that it is reached by, whichever that is.
  if (part.part === 'port') return 3;
  if (part.part !== 'interface' || part.in !== undefined) return 5;
  if (part.kind === 'ethernet') return 1;
  return part.kind === 'veth' ? 4 : 2;
}
