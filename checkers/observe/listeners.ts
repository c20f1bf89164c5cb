import type { LabHost } from '../define.ts';
import { look } from './read.ts';

const COMMAND = ['ss', '-Htlnp'];

/** A TCP socket of the host that waits for connections. */
export interface Listener {
  port: number;
  /** Name of the program that holds it, as the kernel has it; empty when no program does. */
  program: string;
}

/** The same, with its address and the process that holds it. */
export interface Socket extends Listener {
  /** 0.0.0.0 or :: for all addresses of a family, `*` for all of both. */
  address: string;
  pid?: number;
}

/** Reads `ss -Htlnp` (iproute2 6). */
export function parseSockets(printed: string): Socket[] {
  return printed.split('\n').flatMap((line) => {
    const [, , , local = ''] = line.split(/\s+/);
    const [, address = '', port] = /^(.*):(\d+)$/.exec(local) ?? [];
    const [, program = '', pid] = /users:\(\("([^"]*)",pid=(\d+)/.exec(line) ?? [];
    if (!port) return [];
    // An address may have its interface after it: [fe80::1]%eth0
    const bare = address.replaceAll(/[[\]]|%.*/g, '');
    return [{ port: Number(port), address: bare, program, ...(pid ? { pid: Number(pid) } : {}) }];
  });
}

export const parseListeners = (printed: string): Listener[] =>
  parseSockets(printed).map(({ port, program }) => ({ port, program }));

export async function readSockets(host: LabHost): Promise<Socket[]> {
  return parseSockets((await look(host, COMMAND)).stdout);
}

export async function readListeners(host: LabHost): Promise<Listener[]> {
  return parseListeners((await look(host, COMMAND)).stdout);
}
