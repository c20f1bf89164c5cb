import { z } from 'zod';
import type { LabHost } from '../define.ts';
import type { FrameworkFacts, ObservedContainer } from './container.ts';
import { readJson } from './read.ts';
import { ask } from './socket.ts';

export const SOCKET = '/run/docker.sock';

/** GET /containers/json (Docker Engine API 1.45), the part that is used. */
const List = z.array(
  z.object({
    Id: z.string().regex(/^[0-9a-f]{64}$/),
    Names: z.array(z.string()),
    State: z.string(),
    Ports: z.array(z.object({ PublicPort: z.int().optional(), Type: z.string() })),
  }),
);

/** GET /containers/{id}/json, the part that is used. */
const Detail = z.object({ State: z.object({ Running: z.boolean(), Paused: z.boolean(), Pid: z.int() }) });

export function parseList(printed: string) {
  return readJson(List, printed, 'Docker').map(({ Id, Names, State, Ports }) => ({
    id: Id,
    name: Names[0]?.replace(/^\//, '') ?? Id.slice(0, 12),
    running: State === 'running' || State === 'paused',
    publishedPorts: [
      ...new Set(Ports.flatMap(({ PublicPort, Type }) => (Type === 'tcp' && PublicPort ? [PublicPort] : []))),
    ],
  }));
}

export function parseDetail(printed: string): { running: boolean; pid: number } {
  const { State } = readJson(Detail, printed, 'Docker');
  return { running: State.Running, pid: State.Pid };
}

export async function readDocker(host: LabHost): Promise<FrameworkFacts> {
  const command = `curl --unix-socket ${SOCKET} http://localhost/containers/json?all=1`;
  const printed = await ask(host, SOCKET, '/containers/json?all=1');
  if (printed === undefined) return { framework: 'docker', daemon: false, containers: [], command };
  const containers = await Promise.all(
    parseList(printed).map(async ({ id, ...container }): Promise<ObservedContainer> => {
      const found = { framework: 'docker' as const, ...container };
      if (!container.running) return found;
      const detail = parseDetail((await ask(host, SOCKET, `/containers/${id}/json`)) ?? '');
      return { ...found, running: detail.running, pid: detail.pid };
    }),
  );
  return { framework: 'docker', daemon: true, containers, command };
}
