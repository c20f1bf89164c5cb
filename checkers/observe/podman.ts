import { z } from 'zod';
import type { LabHost } from '../define.ts';
import { listOf, Text } from './bounds.ts';
import { confirmed, type FirstProcess, type FrameworkFacts, type ObservedContainer } from './container.ts';
import { look, readJson } from './read.ts';

/** containers.json of containers/storage, the part that is used: every container that exists, running or not. */
const Store = listOf(
  z.object({
    id: Text,
    names: listOf(Text).default([]),
    image: Text.optional(),
    metadata: z.string().max(65_536).optional(),
  }),
);

/** Root's own Podman, and each user's. */
export const STORES = ['/var/lib/containers/storage', '/home/*/.local/share/containers/storage'];

/** A store's two lists. What was started with --rm stands in the second, which does not outlive the host. */
const LISTS = ['containers.json', 'volatile-containers.json'];

const FILES = STORES.flatMap((store) => LISTS.map((list) => `${store}/*-containers/${list}`));

/** Prints the path of each list and what is in it, which is one line. */
const COMMAND = [
  'sh',
  '-c',
  `for f in ${FILES.join(' ')}; do
     [ -f "$f" ] && printf '%s ' "$f" && cat "$f" && echo
   done; :`,
];

export interface StoredContainer {
  id: string;
  name: string;
  owner: string;
  image?: string;
  /** The image's id, without `sha256:`. */
  imageId?: string;
}

export function parseStores(printed: string): StoredContainer[] {
  return [...printed.matchAll(/^(\S+) (.+)$/gm)].flatMap(([, path = '', json = '']) =>
    readJson(Store, json, 'Podman').map(({ id, names, image: imageId, metadata = '' }) => {
      // This is JSON within JSON, and only the name is needed.
      const image = /"image-name":"([^"]*)"/.exec(metadata)?.[1];
      const name = names[0] ?? id.slice(0, 12);
      return {
        id,
        name,
        owner: ownerOf(path),
        ...(image ? { image } : {}),
        ...(imageId ? { imageId } : {}),
      };
    }),
  );
}

/** Reads the command line of a conmon, which names the container that it watches and the store of that container. */
export function parseConmon(args: string): StoredContainer | undefined {
  const option = (name: string, value: string) => new RegExp(` ${name} (${value})(?= |$)`).exec(args)?.[1];
  const id = option('-c', '[0-9a-f]{64}');
  const name = option('-n', '\\S+');
  return id && name ? { id, name, owner: ownerOf(option('-b', '\\S+') ?? '') } : undefined;
}

/** A user's containers lie in that user's home, root's under /var. */
const ownerOf = (path: string) => /^\/home\/([^/]+)\//.exec(path)?.[1] ?? 'root';

/** Podman has no daemon: a container runs when its conmon runs. A container that is watched but not listed is in another store. */
export function joinPodman(
  stored: readonly StoredContainer[],
  firsts: readonly FirstProcess[],
): ObservedContainer[] {
  const watched = firsts.flatMap((first) => {
    const container = first.framework === 'podman' ? parseConmon(first.watcher) : undefined;
    return container ? [{ container, first }] : [];
  });
  const all = new Map([...watched.map(({ container }) => container), ...stored].map((one) => [one.id, one]));
  return [...all.values()].map((container) =>
    confirmed(
      { framework: 'podman', ...container },
      watched.find((one) => one.container.id === container.id)?.first,
    ),
  );
}

export async function readPodman(
  host: LabHost,
  firsts: Promise<readonly FirstProcess[]>,
): Promise<FrameworkFacts> {
  const { stdout } = await look(host, COMMAND);
  return {
    framework: 'podman',
    daemon: false,
    containers: joinPodman(parseStores(stdout), await firsts),
    command: 'podman ps -a --ns; sudo podman ps -a --ns',
  };
}
