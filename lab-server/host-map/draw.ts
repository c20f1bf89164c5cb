import {
  type HostMap,
  type MapContainer,
  type MapInterface,
  type MapLink,
  type MapNamespace,
  type MapPart,
  MOST_PARTS,
} from '../../protocol/host-map.ts';
import { Framework } from '../../protocol/scenario.ts';
import { attachmentOf, drawContainers } from './draw-containers.ts';
import { cablesOf, drawInterface, drawWires, namespaceId, pairs, places } from './draw-interfaces.ts';
import { drawPorts } from './draw-ports.ts';
import type { MapFacts } from './facts.ts';
import { shown } from './shown.ts';

/** Programs that carry packets between a namespace and the host's own sockets. */
const CARRIERS = /^(?:\S*\/)?(slirp4netns|pasta(?:\.avx2)?)(?= )/;

/** Turns the facts of a host into its map. Pure: the same facts give the same map, in the same order. */
export function drawMap(facts: MapFacts): HostMap {
  const found = pairs(facts);
  const cables = cablesOf(facts, found);
  const interfaces = places(facts)
    .map((place) => drawInterface(place, facts.own, cables))
    .filter(({ kind }) => kind !== 'loopback');
  const ports = drawPorts(facts).sort((a, b) => a.port.port - b.port.port);
  const wires = [
    ...drawWires(facts, found, cables),
    ...drawCarriers(facts),
    ...ports.flatMap(({ links }) => links),
    ...ports.flatMap(({ port }) => drawListening(port.id, port.addresses, interfaces)),
  ];
  const containers = drawContainers(facts)
    .map((container) => ({ ...container, attachment: attachmentIn(container, interfaces, wires) }))
    .sort(byFramework);
  const namespaces = drawNamespaces(facts).sort(byContainers(containers));
  return limited({ interfaces, namespaces, containers, ports: ports.map(({ port }) => port) }, wires, facts);
}

function attachmentIn(
  container: MapContainer,
  interfaces: readonly MapInterface[],
  links: readonly MapLink[],
) {
  const inside = interfaces.filter((one) => one.in !== undefined && one.in === container.in);
  return attachmentOf(
    container.in,
    inside.map(({ id }) => id),
    links,
  );
}

function drawNamespaces({ own, namespaces, bound, inner, processes }: MapFacts): MapNamespace[] {
  const held = namespaces.filter(({ type, ns }) => type === 'net' && ns !== own);
  const inodes = new Set([...held.map(({ ns }) => ns), ...bound.map(({ inode }) => inode), ...inner.keys()]);
  inodes.delete(own);
  return [...inodes].map((inode) => {
    const { nprocs = 0, pid } = held.find(({ ns }) => ns === inode) ?? {};
    const path = bound.find((one) => one.inode === inode)?.path;
    const program = processes.find((process) => process.pid === pid)?.args.split(' ')[0];
    return {
      id: namespaceId(inode),
      part: 'namespace',
      inode,
      ...(path ? { name: shown(path.slice(path.lastIndexOf('/') + 1)), path: shown(path) } : {}),
      ...(pid ? { pid } : {}),
      ...(program ? { program: shown(program.slice(program.lastIndexOf('/') + 1)) } : {}),
      processes: nprocs,
    };
  });
}

/** slirp4netns and pasta name the namespace that they serve in their command line. The host's default route is their way out. */
function drawCarriers({ processes, bound, links }: MapFacts): MapLink[] {
  return processes.flatMap(({ args }): MapLink[] => {
    const program = CARRIERS.exec(args)?.[1];
    const inode = program && bound.find(({ path }) => args.includes(` ${path}`))?.inode;
    const way = links.find(
      ({ addresses, type }) => type !== 'loopback' && addresses.some(({ scope }) => scope === 'global'),
    );
    if (!inode || !way) return [];
    return [{ from: `interface:${shown(way.name)}`, to: namespaceId(inode), kind: 'userspace', program }];
  });
}

/** A port that is open on all addresses, or on an address of an interface, is reached over the interfaces with a cable. */
function drawListening(
  port: string,
  addresses: readonly string[],
  interfaces: readonly MapInterface[],
): MapLink[] {
  const everywhere = addresses.some((address) => address === '0.0.0.0' || address === '::');
  const host = interfaces.filter((one) => one.in === undefined);
  return host
    .filter((one) =>
      everywhere
        ? one.kind === 'ethernet' && one.addresses.length > 0
        : one.addresses.some(({ address }) => addresses.includes(address)),
    )
    .map(({ id }) => ({ from: port, to: id, kind: 'listens' }));
}

const byFramework = (a: MapContainer, b: MapContainer) =>
  Framework.options.indexOf(a.framework) - Framework.options.indexOf(b.framework) || compare(a.name, b.name);

/** The namespaces in the order of their containers, then those without a container in the order they were made. */
const byContainers = (containers: readonly MapContainer[]) => (a: MapNamespace, b: MapNamespace) => {
  const [first, second] = [a, b].map(({ id }) => {
    const at = containers.findIndex((container) => container.in === id);
    return at < 0 ? containers.length : at;
  }) as [number, number];
  return first - second || a.inode - b.inode;
};

const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b));

interface Kinds {
  interfaces: MapInterface[];
  namespaces: MapNamespace[];
  containers: MapContainer[];
  ports: Extract<MapPart, { part: 'port' }>[];
}

/** Leaves out more parts than one can read, and links that end nowhere. */
function limited(all: Kinds, links: readonly MapLink[], { routers }: MapFacts): HostMap {
  const namespaces = all.namespaces.slice(0, MOST_PARTS.namespaces);
  const there = new Set(namespaces.map(({ id }) => id));
  const isThere = (part: { in?: string | undefined }) => part.in === undefined || there.has(part.in);
  const kept: MapPart[] = [
    { id: 'lan', part: 'lan', routers: routers.map((address) => address.slice(0, 60)).slice(0, 8) },
    ...all.interfaces.filter(isThere).slice(0, MOST_PARTS.interfaces),
    ...namespaces,
    ...all.containers.filter(isThere).slice(0, MOST_PARTS.containers),
    ...all.ports.slice(0, MOST_PARTS.ports),
  ];
  const parts = [...new Map(kept.map((part) => [part.id, part])).values()];
  const ids = new Set(parts.map(({ id }) => id));
  const count = Object.values(all).reduce((sum, list) => sum + list.length, 1);
  return {
    parts,
    links: links.filter(({ from, to }) => from !== to && ids.has(from) && ids.has(to)),
    left: count - parts.length,
  };
}
