import { z } from 'zod';
import type { LabHost } from '../define.ts';
import { listOf, Text } from './bounds.ts';
import { look, readJson } from './read.ts';

/** `ip -j route show default` (iproute2 6), the part that is used. */
const Printed = listOf(z.object({ gateway: Text.optional() }));

export const parseRouters = (printed: string): string[] => [
  ...new Set(readJson(Printed, printed.trim() || '[]', 'ip').flatMap(({ gateway }) => gateway ?? [])),
];

/** Addresses of the routers to which the host's default routes lead, IPv4 then IPv6. */
export async function readRouters(host: LabHost): Promise<string[]> {
  const families = ['-4', '-6'].map((family) => look(host, ['ip', '-j', family, 'route', 'show', 'default']));
  return (await Promise.all(families)).flatMap(({ stdout }) => parseRouters(stdout));
}
