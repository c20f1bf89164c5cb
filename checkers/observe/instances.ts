import { z } from 'zod';
import type { LabHost } from '../define.ts';
import { listOf, Text } from './bounds.ts';
import { confirmed, type FirstProcess, type FrameworkFacts, type ObservedContainer } from './container.ts';
import { readJson } from './read.ts';
import { ask } from './socket.ts';

/** recursion=1 asks for each instance in full. Its state is left out, because the daemon would start a program for each. */
const PATH = '/1.0/instances?recursion=1&all-projects=true';

/** GET /1.0/instances?recursion=1 of Incus 6 and LXD 5, the part that is used: they share this API. */
const List = z.object({
  metadata: listOf(
    z.object({
      name: Text,
      project: Text,
      status: Text,
      config: z.object({ 'image.description': Text, 'volatile.base_image': Text }).partial().default({}),
    }),
  ).nullable(),
});

export interface ListedInstance {
  name: string;
  /** Its name in LXC, which both frameworks build on. Unlike `name` it is unique on the host. */
  lxcName: string;
  /** How its image describes itself. */
  image?: string;
  /** The fingerprint of its image. */
  imageId?: string;
  running: boolean;
  pause?: 'paused';
}

export function parseInstances(printed: string, framework: 'incus' | 'lxd'): ListedInstance[] {
  const { metadata } = readJson(List, printed, framework);
  return (metadata ?? []).map(({ name, project, status, config }) => ({
    name,
    ...(config['image.description'] ? { image: config['image.description'] } : {}),
    ...(config['volatile.base_image'] ? { imageId: config['volatile.base_image'] } : {}),
    lxcName: project === 'default' ? name : `${project}_${name}`,
    running: status === 'Running' || status === 'Frozen',
    ...(status === 'Frozen' ? { pause: 'paused' as const } : {}),
  }));
}

/** The daemon tells which instances run. The monitor that watches an instance tells which process is its first. */
export function joinInstances(
  listed: readonly ListedInstance[],
  firsts: readonly FirstProcess[],
  framework: 'incus' | 'lxd',
): ObservedContainer[] {
  return listed.map(({ lxcName, running, ...container }) => {
    const monitor = `[lxc monitor] /var/lib/${framework}/containers ${lxcName}`;
    const first = firsts.find((one) => one.framework === framework && one.watcher.trimEnd() === monitor);
    return confirmed({ framework, ...container }, running ? first : undefined);
  });
}

/** Asks Incus or LXD. Both have the same API, each on a socket of its own. */
export async function readInstances(
  host: LabHost,
  firsts: Promise<readonly FirstProcess[]>,
  framework: 'incus' | 'lxd',
  socket: string,
): Promise<FrameworkFacts> {
  const printed = await ask(host, socket, PATH);
  return {
    framework,
    daemon: printed !== undefined,
    containers:
      printed === undefined ? [] : joinInstances(parseInstances(printed, framework), await firsts, framework),
    command: `curl --unix-socket ${socket} 'http://localhost${PATH}'`,
  };
}
