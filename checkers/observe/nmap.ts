import { XMLParser } from 'fast-xml-parser';
import { z } from 'zod';
import { type LabHost, ObserveError } from '../define.ts';
import { look } from './read.ts';

export interface OpenPort {
  address: string;
  port: number;
}

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  isArray: (name) => name === 'host' || name === 'port' || name === 'address',
});

/** `nmap -oX` (7.95), the part that is used. */
const Printed = z.object({
  nmaprun: z.object({
    runstats: z.object({ finished: z.object({ exit: z.literal('success') }) }),
    host: z
      .array(
        z.object({
          address: z.array(z.object({ addr: z.string(), addrtype: z.string() })),
          ports: z
            .object({
              port: z
                .array(
                  z.object({
                    portid: z.coerce.number(),
                    protocol: z.string(),
                    state: z.object({ state: z.string() }),
                  }),
                )
                .default([]),
            })
            .optional(),
        }),
      )
      .default([]),
  }),
});

/** Open TCP ports in what `nmap -oX` printed. @throws ObserveError when the scan did not end well. */
export function parseNmap(xml: string): OpenPort[] {
  const parsed = Printed.safeParse(parser.parse(xml));
  if (!parsed.success) throw new ObserveError('nmap could not scan your lab host; try again.');
  return (parsed.data.nmaprun.host ?? []).flatMap(({ address, ports }) =>
    (ports?.port ?? [])
      .filter(({ protocol, state }) => protocol === 'tcp' && state.state === 'open')
      .map(({ portid }) => ({ address: address[0]?.addr ?? '', port: portid })),
  );
}

/** Command line of a scan of all TCP ports of some addresses of one family. */
export function scanCommand(addresses: readonly string[], family: 'inet' | 'inet6'): string[] {
  const version = family === 'inet6' ? ['-6'] : [];
  return [
    'nmap',
    ...version,
    '-sT',
    '-Pn',
    '-n',
    '-p-',
    '-T5',
    '--max-retries',
    '1',
    '-oX',
    '-',
    ...addresses,
  ];
}

/** Scans all 65,535 TCP ports of each address from the host itself. */
export async function scan(
  host: LabHost,
  addresses: readonly string[],
  family: 'inet' | 'inet6',
): Promise<OpenPort[]> {
  if (addresses.length === 0) return [];
  return parseNmap((await look(host, scanCommand(addresses, family), { timeoutMs: 25_000 })).stdout);
}
