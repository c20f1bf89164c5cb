import { z } from 'zod';
import type { LabHost } from '../define.ts';
import { listOf, Text } from './bounds.ts';
import { look, readJson } from './read.ts';

/** `ip -j addr` (iproute2 6), the part that is used. */
const Printed = listOf(
  z.object({
    ifname: Text,
    addr_info: listOf(
      z.object({ family: z.enum(['inet', 'inet6']), local: Text, scope: Text }).partial({ scope: true }),
    ),
  }),
);

export interface Address {
  interface: string;
  family: 'inet' | 'inet6';
  address: string;
}

/** Addresses that reach further than their own link, in the order `ip` prints them. */
export function parseAddresses(printed: string): Address[] {
  return readJson(Printed, printed, 'ip').flatMap(({ ifname, addr_info }) =>
    addr_info
      .filter(({ scope }) => scope === 'global')
      .map(({ family, local }) => ({ interface: ifname, family, address: local })),
  );
}

/** @param netnsOf a process of a container; the host itself when left out. */
export async function readAddresses(host: LabHost, netnsOf?: number): Promise<Address[]> {
  const options = netnsOf === undefined ? {} : { netnsOf };
  return parseAddresses((await look(host, ['ip', '-j', 'addr'], options)).stdout);
}
