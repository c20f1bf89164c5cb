import type { Socket } from '../../checkers/observe/listeners.ts';
import { holdersOf } from '../../checkers/observe/ports.ts';
import type { HostProcess } from '../../checkers/observe/processes.ts';
import type { MapLink, MapPort } from '../../protocol/host-map.ts';
import { namespaceId } from './draw-interfaces.ts';
import type { MapFacts } from './facts.ts';
import { shown } from './shown.ts';

/** The target to which a program forwards connections: a namespace and, if known, the port inside. */
interface Target {
  inode: number;
  toPort?: number;
}

interface Drawn {
  port: MapPort;
  links: MapLink[];
}

/** All sockets of one program on one port are one part, however many addresses it listens on. */
export function drawPorts(facts: MapFacts): Drawn[] {
  const groups = new Map<string, Socket[]>();
  for (const socket of facts.sockets) {
    const target = socket.pid === undefined ? undefined : targetOf(socket.pid, facts);
    const key = `port:${socket.port}:${shown(socket.program)}${target ? `:${target.inode}` : ''}`;
    groups.set(key, [...(groups.get(key) ?? []), socket]);
  }
  return [...groups].map(([id, sockets]) => {
    const [first] = sockets as [Socket, ...Socket[]];
    const [holder] = holdersOf(first.port, [first]);
    const pids = [...new Set(sockets.flatMap(({ pid }) => pid ?? []))];
    const target = pids.map((pid) => targetOf(pid, facts)).find((one) => one !== undefined);
    const port: MapPort = {
      id: id.slice(0, 120),
      part: 'port',
      port: first.port,
      addresses: [
        ...new Set(sockets.flatMap(({ address }) => (address === '*' ? ['0.0.0.0', '::'] : [address]))),
      ]
        .map((address) => address.slice(0, 60))
        .slice(0, 32),
      program: shown(first.program),
      pids: pids.slice(0, 32),
      ...(holder && holder !== 'other' ? { framework: holder } : {}),
    };
    return { port, links: target ? [forwards(port.id, target)] : [] };
  });
}

const forwards = (from: string, { inode, toPort }: Target): MapLink => ({
  from,
  to: namespaceId(inode),
  kind: 'forwards',
  ...(toPort ? { toPort } : {}),
});

/** The use that a program makes of the port it holds, according to the kernel and its command line. */
function targetOf(pid: number, facts: MapFacts): Target | undefined {
  const { own, netnsOf, processes, firsts, inner, bound } = facts;
  // rootlessport has threads on the host and in the container's namespace, and its first may be either. Its child is inside.
  const child = processes.find(({ ppid, args }) => ppid === pid && args.startsWith('rootlessport-child'));
  for (const its of [netnsOf.get(pid), netnsOf.get(child?.pid ?? 0)]) {
    if (its !== undefined && its !== own) return { inode: its };
  }
  const watched = firsts.find((first) => parentOf(first.pid, processes) === pid);
  const args = processes.find((process) => process.pid === pid)?.args ?? '';
  const option = (name: string) => new RegExp(`(?:^| )${name}[ =](\\S+)`).exec(args)?.[1];
  const address = option('-container-ip');
  const toPort = Number(option('-container-port')) || undefined;
  const byAddress = [...inner].find(([, links]) =>
    links.some(({ addresses }) => addresses.some((one) => one.address === address)),
  )?.[0];
  // incusd forkproxy -- LISTENER FD ADDRESS CONNECTOR FD ADDRESS: it connects from the process that CONNECTOR names.
  const [, listener, connector] = /forkproxy -- (\d+) \S+ \S+ (\d+) /.exec(args) ?? [];
  const forked = [listener, connector]
    .map((one) => netnsOf.get(Number(one)))
    .find((one) => one && one !== own);
  const netns = option('--netns');
  const inode =
    (address === undefined ? undefined : byAddress) ??
    (watched ? netnsOf.get(watched.pid) : undefined) ??
    forked ??
    (netns === undefined ? undefined : bound.find(({ path }) => path === netns)?.inode);
  return inode === undefined || inode === own ? undefined : { inode, ...(toPort ? { toPort } : {}) };
}

const parentOf = (pid: number, processes: readonly HostProcess[]) =>
  processes.find((process) => process.pid === pid)?.ppid;
