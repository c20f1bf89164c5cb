import { randomInt } from 'node:crypto';
import { isIPv6 } from 'node:net';
import type { LabHost } from '../define.ts';
import type { ObservedContainer } from './container.ts';
import type { Socket } from './listeners.ts';
import { programsOf } from './ports.ts';

/** Ports that are asked at. */
const MOST_ASKED = 200;
/** Seconds in which a packet has to come, where nothing else is said. */
const LIMIT = 4;

/**
 * The packets in which a page is asked for whose path begins with these four letters, so that no request of anybody else
 * is taken for ours: the bytes of TCP's payload behind `GET /` (pcap-filter(7); with IPv6 `tcp[…]` can't be used).
 */
function askingFor(path: string): string {
  const word = `0x${Buffer.from(path).toString('hex')}`;
  const six = '40 + ((ip6[52] & 0xf0) >> 2)';
  return [
    `(tcp[((tcp[12] & 0xf0) >> 2):4] = 0x47455420 and tcp[((tcp[12] & 0xf0) >> 2) + 5:4] = ${word})`,
    `(ip6[6] = 6 and ip6[${six}:4] = 0x47455420 and ip6[${six} + 5:4] = ${word})`,
  ].join(' or ');
}

/** Prints one packet, at once. It stays root, since a checker may not become another user. */
const TCPDUMP = 'tcpdump -Z root -nn -l --immediate-mode -i any -Q in -c 1'.split(' ');

/** Addresses of a packet as a container sees it. */
export interface SeenPacket {
  version: 'inet' | 'inet6';
  source: string;
  destination: string;
}

/** Reads a line of `tcpdump -nn` (tcpdump 4.99): `IP 172.17.0.1.36712 > 172.17.0.2.80: Flags [P.], …`. */
export function parsePacket(printed: string): SeenPacket | undefined {
  const [, source = '', destination = ''] =
    /\bIP6? ([0-9a-f.:]+)\.\d+ > ([0-9a-f.:]+)\.\d+: Flags \[P/.exec(printed) ?? [];
  if (!source) return undefined;
  return { version: isIPv6(source) ? 'inet6' : 'inet', source, destination };
}

/** Ports that a framework's program holds for containers on IPv6, each with an address to send a request to. */
export function askedAt(sockets: readonly Socket[]): { address: string; port: number }[] {
  return sockets.flatMap(({ address, port, program }) => {
    const isHeld = programsOf('docker').test(program) || programsOf('podman').test(program);
    if (!isHeld || !(address === '*' || isIPv6(address))) return [];
    return [{ address: address === '*' || address === '::' ? '::1' : address, port }];
  });
}

/** An address as a URL has it. */
export const hostOf = (address: string) => (isIPv6(address) ? `[${address}]` : address);

/**
 * Requests a page at each of these ports, and catches the packet that enters each container; null when none came in time.
 * @param limit seconds
 */
export async function readFirstPackets(
  host: LabHost,
  containers: readonly ObservedContainer[],
  asked: readonly { address: string; port: number }[],
  limit = LIMIT,
): Promise<(SeenPacket | null)[]> {
  const path = Array.from({ length: 4 }, () => String.fromCharCode(randomInt(97, 123))).join('');
  const urls = asked
    .slice(0, MOST_ASKED)
    .map(({ address, port }) => `http://${hostOf(address)}:${port}/${path}`);
  let isOver = urls.length === 0 || containers.length === 0;
  if (isOver) return containers.map(() => null);
  const watched = Promise.all(
    containers.map(async ({ pid }) => {
      const argv = ['timeout', String(limit), ...TCPDUMP, askingFor(path)];
      const { stdout } = await host.run(argv, { netnsOf: pid as number });
      return parsePacket(stdout) ?? null;
    }),
  ).finally(() => {
    isOver = true;
  });
  // Repeated, since nothing tells when tcpdump has begun to listen.
  const ask = [
    'curl',
    '-g',
    '-s',
    '-m',
    '1',
    '--parallel',
    ...urls.flatMap((url) => ['-o', '/dev/null', url]),
  ];
  while (!isOver) await Promise.race([watched, host.run(ask)]);
  return watched;
}
