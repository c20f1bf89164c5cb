import { Framework } from '../../protocol/scenario.ts';
import { type LabHost, ObserveError } from '../define.ts';
import { type Address, readAddresses } from './addresses.ts';
import { batched } from './batch.ts';
import { type Listener, readListeners } from './listeners.ts';
import { connect, type Family, type OpenPort, sweep } from './nmap.ts';

/** Who holds a port open. */
export type Holder = Framework | 'other';

/** The programs by which the frameworks publish a port. */
const PROGRAMS: Record<Framework, RegExp> = {
  docker: /^docker(-proxy|d)$/,
  podman: /^(rootlessport|conmon|slirp4netns|pasta)/,
  incus: /^incusd$/,
  lxd: /^lxd$/,
};

/** Matches the names of the programs by which a framework publishes a port. */
export const programsOf = (framework: Framework): RegExp => PROGRAMS[framework];

/** Bridges that the frameworks make for containers behind the host. Nobody on the LAN reaches their addresses. */
const INNER = /^(docker\d+|br-[0-9a-f]{12}|podman\d+|incusbr\d+|lxdbr\d+)$/;

export interface HeldPort {
  port: number;
  /** More than one when two frameworks hold the port on different addresses. */
  holders: Holder[];
  /** The host's addresses it is open on. */
  addresses: string[];
}

export interface PortFacts {
  /** Ports that nmap finds open on one or more of the host's addresses on the LAN. */
  open: HeldPort[];
  /** Ports that listen only where the LAN does not reach, such as 127.0.0.1: `nmap localhost` shows them. */
  inner: number[];
}

/** The kernel tells which program holds a port, by a name that the program chose itself. So no verdict rests on it. */
export function holdersOf(port: number, listeners: readonly Listener[]): Holder[] {
  return holdersBy(listeners.filter((one) => one.port === port).map(({ program }) => program));
}

function holdersBy(programs: readonly string[]): Holder[] {
  const holders = Framework.options.filter((name) => programs.some((one) => PROGRAMS[name].test(one)));
  return holders.length > 0 ? holders : ['other'];
}

/** A look-up by port, since one NAT rule can open all 65,535, and comparing all with all would take minutes. */
export function joinPorts(found: readonly OpenPort[], listeners: readonly Listener[]): PortFacts {
  const listening = Map.groupBy(listeners, ({ port }) => port);
  const open = Map.groupBy(found, ({ port }) => port);
  const sorted = (ports: Iterable<number>) => [...ports].sort((a, b) => a - b);
  return {
    open: sorted(open.keys()).map((port) => ({
      port,
      holders: holdersBy((listening.get(port) ?? []).map(({ program }) => program)),
      addresses: (open.get(port) ?? []).map(({ address }) => address),
    })),
    inner: sorted(listening.keys()).filter((port) => !open.has(port)),
  };
}

/** The host's addresses that others on its LAN reach. */
export const lanAddresses = (addresses: readonly Address[]) =>
  addresses.filter((one) => !INNER.test(one.interface));

/**
 * Scans all ports on one address of each family. Then connects, on every address, to each port that answered or that the kernel lists as
 * listening: a socket may be bound to one address only, and a port that NAT forwards is in no list of sockets.
 */
export async function readPorts(host: LabHost): Promise<PortFacts> {
  const together = batched(host);
  const [all, listeners] = await Promise.all([readAddresses(together), readListeners(together)]);
  const addresses = lanAddresses(all);
  if (addresses.length === 0) {
    throw new ObserveError(
      'Your lab host has no address on its LAN, so nmap has nothing to scan; bring eth0 up again or reset the host.',
    );
  }
  const listening = listeners.map(({ port }) => String(port));
  const families: Family[] = ['inet', 'inet6'];
  const found = await Promise.all(
    families.map(async (family) => {
      const own = addresses.filter((one) => one.family === family).map(({ address }) => address);
      const [first] = own;
      if (first === undefined) return [];
      const answered = await sweep(host, family, first);
      return connect(host, family, [...new Set([...answered, ...listening])], own);
    }),
  );
  return joinPorts(found.flat(), listeners);
}
