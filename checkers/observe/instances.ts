import { z } from 'zod';
import type { LabHost } from '../define.ts';
import { confirmed, type FirstProcess, type FrameworkFacts, type ObservedContainer } from './container.ts';
import { readJson } from './read.ts';
import { ask } from './socket.ts';

/** recursion=1: each instance in full, but not its state, for which the daemon would start a program of its own. */
const PATH = '/1.0/instances?recursion=1&all-projects=true';

/** GET /1.0/instances?recursion=1 of Incus 6 and LXD 5, the part that is used: they share this API. */
const List = z.object({
  metadata: z
    .array(
      z.object({
        name: z.string(),
        project: z.string(),
        status: z.string(),
        config: z.record(z.string(), z.string()).default({}),
      }),
    )
    .nullable(),
});

export interface ListedInstance {
  name: string;
  /** Its name in LXC, which both frameworks are made of: unlike `name` it is the only one on the host. */
  lxcName: string;
  /** How its image describes itself. */
  image?: string;
  running: boolean;
}

export function parseInstances(printed: string, framework: 'incus' | 'lxd'): ListedInstance[] {
  const { metadata } = readJson(List, printed, framework);
  return (metadata ?? []).map(({ name, project, status, config }) => ({
    name,
    ...(config['image.description'] ? { image: config['image.description'] } : {}),
    lxcName: project === 'default' ? name : `${project}_${name}`,
    running: status === 'Running' || status === 'Frozen',
  }));
}

/** The daemon says which run; which process is the first of one is told by the monitor that watches it. */
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

/** Asks Incus or LXD, which speak the same language, each on its own socket. */
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
