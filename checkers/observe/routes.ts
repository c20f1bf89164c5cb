import { z } from 'zod';
import { listOf, Text } from './bounds.ts';
import { readJson } from './read.ts';

/** `ip -j route`, `ip -j -6 route` (iproute2 6), the part that is used. */
const Printed = listOf(
  z.object({
    dst: Text,
    gateway: Text.optional(),
    via: z.object({ host: Text }).optional(),
    dev: Text.optional(),
    protocol: Text.optional(),
  }),
);

export interface RouteEntry {
  /** `default`, or a prefix such as 10.0.0.0/24; a single address has none. */
  to: string;
  via?: string;
  dev?: string;
  /** Who made it: `static` or `boot` by hand, `kernel` from an address, `ra` from a router's advertisement. */
  protocol?: string;
}

export function parseRoutes(printed: string): RouteEntry[] {
  return readJson(Printed, printed.trim() || '[]', 'ip').map(({ dst, gateway, via, dev, protocol }) => ({
    to: dst,
    ...((gateway ?? via?.host) ? { via: (gateway ?? via?.host) as string } : {}),
    ...(dev ? { dev } : {}),
    ...(protocol ? { protocol } : {}),
  }));
}

/** `ip -j neigh` (iproute2 6), the part that is used. */
const Neighbours = listOf(z.object({ dst: Text, dev: Text, lladdr: Text.optional(), state: listOf(Text) }));

export interface Neighbour {
  address: string;
  dev: string;
  mac?: string;
  /** REACHABLE, STALE, FAILED, PERMANENT … */
  states: string[];
}

export function parseNeighbours(printed: string): Neighbour[] {
  return readJson(Neighbours, printed.trim() || '[]', 'ip').map(({ dst, dev, lladdr, state }) => ({
    address: dst,
    dev,
    ...(lladdr ? { mac: lladdr } : {}),
    states: state,
  }));
}
