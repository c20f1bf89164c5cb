import { XMLParser } from 'fast-xml-parser';
import { z } from 'zod';
import { type LabHost, ObserveError } from '../define.ts';
import type { Address } from './addresses.ts';
import { listOf, Text } from './bounds.ts';
import { look } from './read.ts';

export type Family = Address['family'];

export interface OpenPort {
  address: string;
  port: number;
}

const LISTS = ['host', 'port', 'address', 'extraports', 'extrareasons'];
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  isArray: (name) => LISTS.includes(name),
});

const PortState = z.object({
  portid: z.coerce.number(),
  protocol: Text,
  state: z.object({ state: Text }),
});

/** Ports that nmap sums up: those of the most common states, as `1-79,81`. */
const ExtraPorts = z.object({ state: Text, extrareasons: listOf(z.object({ ports: Text })) });

/** `nmap -oX` (7.95), the part that is used. */
const Printed = z.object({
  nmaprun: z.object({
    runstats: z.object({ finished: z.object({ exit: z.literal('success') }) }),
    host: z
      .array(
        z.object({
          address: listOf(z.object({ addr: Text })).min(1),
          ports: z.object({
            port: listOf(PortState).default([]),
            extraports: listOf(ExtraPorts).default([]),
          }),
        }),
      )
      .default([]),
  }),
});

/** @throws ObserveError when the scan did not end well. */
function parse(xml: string) {
  const parsed = Printed.safeParse(parser.parse(xml));
  if (parsed.success) return parsed.data.nmaprun.host;
  throw new ObserveError('nmap could not scan your lab host; try again.');
}

/** Open TCP ports in what `nmap -oX` printed. */
export function parseOpen(xml: string): OpenPort[] {
  return parse(xml).flatMap(({ address, ports }) =>
    ports.port
      .filter(({ protocol, state }) => protocol === 'tcp' && state.state === 'open')
      .map(({ portid }) => ({ address: address[0]?.addr ?? '', port: portid })),
  );
}

/** Ports in what `nmap -oX` printed that did not answer that they are closed, as `-p` takes them: numbers and ranges. */
export function parseNotClosed(xml: string): string[] {
  return parse(xml).flatMap(({ ports: { port, extraports } }) => [
    ...port.filter(({ state }) => state.state !== 'closed').map(({ portid }) => String(portid)),
    ...extraports
      .filter(({ state }) => state !== 'closed')
      .flatMap(({ extrareasons }) => extrareasons.flatMap(({ ports }) => ports.split(','))),
  ]);
}

/** Command line of a scan that prints XML. `kind` is `-sS` (answers to a SYN) or `-sT` (whole connections). */
export function scanCommand(
  kind: '-sS' | '-sT',
  family: Family,
  ports: string,
  addresses: readonly string[],
): string[] {
  const version = family === 'inet6' ? ['-6'] : [];
  const quick = ['-Pn', '-n', '-T5', '--max-retries', '1'];
  return ['nmap', ...version, kind, ...quick, '-p', ports, '-oX', '-', ...addresses];
}

/**
 * Sweeps all 65,535 TCP ports of an address, from the host itself, for those that are not plainly closed. By SYN, which
 * takes half the time of whole connections; it can't tell what NAT leads elsewhere, so connect to a port that gives no answer.
 */
export async function sweep(host: LabHost, family: Family, address: string): Promise<string[]> {
  const argv = scanCommand('-sS', family, '1-65535', [address]);
  return parseNotClosed((await look(host, argv, { timeoutMs: 25_000 })).stdout);
}

/** Connects to each of some ports on each of some addresses. */
export async function connect(
  host: LabHost,
  family: Family,
  ports: readonly string[],
  addresses: readonly string[],
): Promise<OpenPort[]> {
  if (ports.length === 0 || addresses.length === 0) return [];
  const argv = scanCommand('-sT', family, ports.join(','), addresses);
  return parseOpen((await look(host, argv, { timeoutMs: 25_000 })).stdout);
}
