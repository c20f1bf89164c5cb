import { z } from 'zod';
import type { LabHost } from '../define.ts';
import { Beginning, listOf, Text } from './bounds.ts';
import { look, readJson } from './read.ts';

const COMMAND = ['lsns', '--json', '--list', '--output', 'NS,TYPE,NPROCS,PID,NETNSID,COMMAND'];

/** `lsns --json` (util-linux 2.41), the part that is used. */
const Printed = z.object({
  namespaces: listOf(
    z.object({
      ns: z.coerce.number(),
      type: Text,
      nprocs: z.coerce.number(),
      pid: z.coerce.number().nullable(),
      netnsid: Text.nullish().transform((id) => (/^\d+$/.test(id ?? '') ? Number(id) : undefined)),
      command: Beginning.nullable(),
    }),
  ),
});

export interface Namespace {
  /** Inode number: its identity. */
  ns: number;
  type: string;
  nprocs: number;
  /** The process with the lowest number in it; null when only a file holds it. */
  pid: number | null;
  /** The host's own number for a network namespace, by which `ip` names where the other end of a veth pair lies. */
  netnsid?: number | undefined;
  command: string | null;
}

export function parseLsns(printed: string): Namespace[] {
  return readJson(Printed, printed, 'lsns').namespaces;
}

/** lsns gives up when a process ends while it reads it. */
const MOST_TRIES = 5;

/** Every namespace on the host, from the kernel. */
export async function readLsns(host: LabHost): Promise<Namespace[]> {
  for (let tries = 1; tries < MOST_TRIES; tries++) {
    const { code, stdout } = await host.run(COMMAND);
    if (code === 0) return parseLsns(stdout);
  }
  return parseLsns((await look(host, COMMAND)).stdout);
}
