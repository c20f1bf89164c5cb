import { z } from 'zod';
import type { LabHost } from '../define.ts';
import { confirmed, type FirstProcess, type FrameworkFacts, type ObservedContainer } from './container.ts';
import { look, readJson } from './read.ts';

/** containers.json of containers/storage, the part that is used: every container that exists, running or not. */
const Store = z.array(
  z.object({ id: z.string(), names: z.array(z.string()).default([]), metadata: z.string().optional() }),
);

/** Root's own Podman, and each user's. */
const STORES = ['/var/lib/containers/storage', '/home/*/.local/share/containers/storage'];

/** Prints each store's path and its containers.json, which is one line. */
const COMMAND = [
  'sh',
  '-c',
  `for f in ${STORES.map((store) => `${store}/*-containers/containers.json`).join(' ')}; do
     [ -f "$f" ] && printf '%s ' "$f" && cat "$f" && echo
   done; :`,
];

export interface StoredContainer {
  id: string;
  name: string;
  owner: string;
  image?: string;
}

export function parseStores(printed: string): StoredContainer[] {
  return [...printed.matchAll(/^(\S+) (.+)$/gm)].flatMap(([, path = '', json = '']) =>
    readJson(Store, json, 'Podman').map(({ id, names, metadata = '' }) => {
      // JSON within JSON; the name alone is wanted of it.
      const image = /"image-name":"([^"]*)"/.exec(metadata)?.[1];
      const name = names[0] ?? id.slice(0, 12);
      return { id, name, owner: ownerOf(path), ...(image ? { image } : {}) };
    }),
  );
}

/** Reads the command line of a conmon: it names the container it watches, and where that is stored. */
export function parseConmon(args: string): StoredContainer | undefined {
  const option = (name: string, value: string) => new RegExp(` ${name} (${value})(?= |$)`).exec(args)?.[1];
  const id = option('-c', '[0-9a-f]{64}');
  const name = option('-n', '\\S+');
  return id && name ? { id, name, owner: ownerOf(option('-b', '\\S+') ?? '') } : undefined;
}

/** A user's containers lie in that user's home, root's under /var. */
const ownerOf = (path: string) => /^\/home\/([^/]+)\//.exec(path)?.[1] ?? 'root';

/** Podman has no daemon: a container runs when its conmon does. One that is watched and not stored has another store. */
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
