import { z } from 'zod';
import type { LabHost } from '../define.ts';
import { listOf, Text } from './bounds.ts';
import { confirmed, type FirstProcess, type FrameworkFacts, type ObservedContainer } from './container.ts';
import { readJson } from './read.ts';
import { ask } from './socket.ts';

export const SOCKET = '/run/docker.sock';
const PATH = '/containers/json?all=1';

/** GET /containers/json (Docker Engine API 1.45), the part that is used. */
const List = listOf(
  z.object({
    Id: Text.regex(/^[0-9a-f]{64}$/),
    Names: listOf(Text),
    Image: Text.optional(),
    ImageID: Text.optional(),
    State: Text,
  }),
);

export interface ListedContainer {
  id: string;
  name: string;
  image?: string;
  imageId?: string;
  running: boolean;
  pause?: 'paused' | 'restarting';
}

export function parseList(printed: string): ListedContainer[] {
  return readJson(List, printed, 'Docker').map(({ Id, Names, Image, ImageID, State }) => ({
    id: Id,
    name: nameOf(Names) ?? Id.slice(0, 12),
    ...(Image ? { image: Image } : {}),
    ...(ImageID ? { imageId: ImageID.replace(/^sha256:/, '') } : {}),
    running: State === 'running' || State === 'paused',
    ...(State === 'paused' || State === 'restarting' ? { pause: State } : {}),
  }));
}

/** A container's own name has one slash, at its beginning. A name with a second slash is what another container calls it (--link). */
function nameOf(names: readonly string[]): string | undefined {
  return names.map((name) => name.slice(1)).find((name) => !name.includes('/'));
}

/** The daemon tells which containers run. The shim that watches a container tells which process is its first. */
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
