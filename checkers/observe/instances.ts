import { z } from 'zod';
import type { LabHost } from '../define.ts';
import type { FrameworkFacts, ObservedContainer } from './container.ts';
import { readJson } from './read.ts';
import { ask } from './socket.ts';

/** GET /1.0/instances?recursion=2 of Incus 6 and LXD 5, the part that is used: they share this API. */
const List = z.object({
  metadata: z
    .array(
      z.object({
        name: z.string(),
        type: z.string(),
        state: z.object({ status: z.string(), pid: z.int() }).nullable(),
      }),
    )
    .nullable(),
});

export function parseInstances(printed: string, framework: 'incus' | 'lxd'): ObservedContainer[] {
  const { metadata } = readJson(List, printed, framework);
  return (metadata ?? []).map(({ name, state }) => {
    const running = state?.status === 'Running' || state?.status === 'Frozen';
    return { framework, name, running, ...(running && state ? { pid: state.pid } : {}), publishedPorts: [] };
  });
}

/** Asks Incus or LXD, which speak the same language, each on its own socket. */
export async function readInstances(
  host: LabHost,
  framework: 'incus' | 'lxd',
  socket: string,
): Promise<FrameworkFacts> {
  const path = '/1.0/instances?recursion=2&all-projects=true';
  const command = `curl --unix-socket ${socket} 'http://localhost${path}'`;
  const printed = await ask(host, socket, path);
  if (printed === undefined) return { framework, daemon: false, containers: [], command };
  return { framework, daemon: true, containers: parseInstances(printed, framework), command };
}
