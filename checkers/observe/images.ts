import { z } from 'zod';
import type { LabHost } from '../define.ts';
import { beginningOf, listOf, Text } from './bounds.ts';
import { SOCKET } from './docker.ts';
import { STORES } from './podman.ts';
import { look, readJson } from './read.ts';
import { ask } from './socket.ts';

/** An image of Docker or Podman, which both run images of the same standard. */
export interface OciImage {
  /** The digest of what describes it, without `sha256:`. It is the same wherever the image goes. */
  id: string;
  names: string[];
  /** How often it came to Podman from elsewhere, as far as that can be told: 0 when Podman only gave another name to an image that it had. */
  arrivals: number;
}

/** GET /images/json (Docker Engine API 1.45), the part that is used. */
const Docker = listOf(z.object({ Id: Text, RepoTags: listOf(Text).nullish() }));

/** images.json of containers/storage, the part that is used. */
const Podman = listOf(
  z.object({
    id: Text,
    names: listOf(Text).nullish(),
    'names-history': listOf(Text).nullish(),
    'big-data-names': listOf(Text).nullish(),
  }),
);

const bare = (id: string) => id.replace(/^sha256:/, '');

export const parseDockerImages = (printed: string): OciImage[] =>
  readJson(Docker, printed, 'Docker').map(({ Id, RepoTags }) => ({
    id: bare(Id),
    names: RepoTags ?? [],
    arrivals: 1,
  }));

/**
 * Podman notes that an image was loaded from an archive, or pulled: from another place by that place's name, and by its own name where
 * `podman run` found it there already.
 */
const ARRIVED = [
  /"ID":"([0-9a-f]{64})".*"Status":"loadfromarchive"/,
  /"ID":"([0-9a-f]{64})","Name":"(?:docker-daemon|docker-archive|oci-archive|oci|dir):.*"Status":"pull"/,
];

/** Reads each images.json, with its path before it, and lines of Podman's events. */
export function parsePodmanImages(printed: string): OciImage[] {
  const lines = printed.split('\n');
  const arrived = new Set(
    lines.flatMap((line) => ARRIVED.flatMap((note) => note.exec(beginningOf(line))?.[1] ?? [])),
  );
  return lines.flatMap((line) => {
    const json = /^\/\S+ (\[.*)$/.exec(line)?.[1];
    return json === undefined
      ? []
      : readJson(Podman, json, 'Podman').map((image) => podmanImage(image, arrived));
  });
}

/**
 * The notes are gone after a restart, so other traces count too. An archive of Docker's describes the layers in its own words (a second
 * manifest), and brings the name with the registry that Docker takes for granted. An image with one name in its history came under it.
 */
function podmanImage(image: z.infer<typeof Podman>[number], arrived: ReadonlySet<string>): OciImage {
  const { id, names } = image;
  const manifests = (image['big-data-names'] ?? []).filter((name) => name.startsWith('manifest-')).length;
  const traces = [
    arrived.has(id),
    manifests > 1,
    names?.some((name) => name.startsWith('docker.io/')),
    image['names-history']?.length === 1,
  ];
  return { id, names: names ?? [], arrivals: traces.filter(Boolean).length };
}

/** The images of all stores, and what is noted of images that came. */
const PODMAN = [
  'sh',
  '-c',
  `for f in ${STORES.map((store) => `${store}/*-images/images.json`).join(' ')}; do
     [ -f "$f" ] && printf '%s ' "$f" && cat "$f" && echo
   done
   for f in /run/user/*/libpod/tmp/events/events.log /run/libpod/events/events.log; do
     [ -f "$f" ] && tail -c 1000000 "$f" | grep '"Type":"image"'
   done; :`,
];

export async function readImages(host: LabHost, framework: 'docker' | 'podman'): Promise<OciImage[]> {
  if (framework === 'podman') return parsePodmanImages((await look(host, PODMAN)).stdout);
  const printed = await ask(host, SOCKET, '/images/json');
  return printed === undefined ? [] : parseDockerImages(printed);
}

/** Whether a name means the wanted one: registries and folders may stand before it, and `latest` is what is meant without a tag. */
export function isNamed(name: string, wanted: string): boolean {
  const [own, asked] = [name, wanted].map((one) =>
    one.lastIndexOf(':') > one.lastIndexOf('/') ? one : `${one}:latest`,
  );
  return own === asked || (own?.endsWith(`/${asked}`) ?? false);
}
