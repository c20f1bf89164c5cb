import { z } from 'zod';
import type { LabHost } from '../define.ts';
import { confirmed, type FirstProcess, type FrameworkFacts, type ObservedContainer } from './container.ts';
import { readJson } from './read.ts';
import { ask } from './socket.ts';

export const SOCKET = '/run/docker.sock';
const PATH = '/containers/json?all=1';

/** GET /containers/json (Docker Engine API 1.45), the part that is used. */
const List = z.array(
  z.object({
    Id: z.string().regex(/^[0-9a-f]{64}$/),
    Names: z.array(z.string()),
    Image: z.string().optional(),
    State: z.string(),
  }),
);

export interface ListedContainer {
  id: string;
  name: string;
  image?: string;
  running: boolean;
}

export function parseList(printed: string): ListedContainer[] {
  return readJson(List, printed, 'Docker').map(({ Id, Names, Image, State }) => ({
    id: Id,
    name: nameOf(Names) ?? Id.slice(0, 12),
    ...(Image ? { image: Image } : {}),
    running: State === 'running' || State === 'paused',
  }));
}

/** Names begin with a slash; one with a second slash is what another container calls it (--link). */
function nameOf(names: readonly string[]): string | undefined {
  return names.map((name) => name.slice(1)).find((name) => !name.includes('/'));
}

/** Docker's daemon says which run; which process is the first of one is told by the shim that watches it. */
export function joinDocker(
  listed: readonly ListedContainer[],
  firsts: readonly FirstProcess[],
): ObservedContainer[] {
  return listed.map(({ running, ...container }) => {
    const { id } = container;
    const first = firsts.find(
      ({ framework, watcher }) => framework === 'docker' && watcher.includes(` -id ${id} `),
    );
    return confirmed({ framework: 'docker', ...container }, running ? first : undefined);
  });
}

export async function readDocker(
  host: LabHost,
  firsts: Promise<readonly FirstProcess[]>,
): Promise<FrameworkFacts> {
  const printed = await ask(host, SOCKET, PATH);
  return {
    framework: 'docker',
    daemon: printed !== undefined,
    containers: printed === undefined ? [] : joinDocker(parseList(printed), await firsts),
    command: `curl --unix-socket ${SOCKET} 'http://localhost${PATH}'`,
  };
}
