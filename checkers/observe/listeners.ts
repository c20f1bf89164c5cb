import type { LabHost } from '../define.ts';
import { look } from './read.ts';

const COMMAND = ['ss', '-Htlnp'];

/** A TCP socket of the host that waits for connections. */
export interface Listener {
  port: number;
  /** Name of the program that holds it, as the kernel has it; empty when no program does. */
  program: string;
}

/** Reads `ss -Htlnp` (iproute2 6). */
export function parseListeners(printed: string): Listener[] {
  return printed.split('\n').flatMap((line) => {
    const [, , , local = '', , users = ''] = line.split(/\s+/);
    const port = /:(\d+)$/.exec(local)?.[1];
    return port ? [{ port: Number(port), program: /^users:\(\("([^"]*)"/.exec(users)?.[1] ?? '' }] : [];
  });
}

export async function readListeners(host: LabHost): Promise<Listener[]> {
  return parseListeners((await look(host, COMMAND)).stdout);
}
