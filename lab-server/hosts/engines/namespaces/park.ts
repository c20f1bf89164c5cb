import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { HostCgroups } from '../shared/cgroups.ts';

/** ms in which every process of a host should stand still; a process that waits for a disk does so after its wait. */
const LIMIT = 5_000;

/**
 * Holds every process of a host still, and then moves its memory to the machine's swap. Without swap it gives back only memory that can
 * be read again from disk. After unparking, all goes on as if nothing had happened.
 */
export async function park(cgroups: HostCgroups): Promise<void> {
  await writeFile(freezeFile(cgroups), '1');
  const events = path.join(cgroups.tree, 'cgroup.events');
  const end = Date.now() + LIMIT;
  while (!/^frozen 1$/m.test(await readFile(events, 'utf8')) && Date.now() < end) await sleep(5);
  // Moving memory can take seconds, and a learner who comes back meanwhile must not wait for it. It is no error if not all of it can go.
  void reclaim(cgroups).catch(() => {});
}

/** Lets a parked host go on; does nothing to a host that is not parked. */
export async function unpark(cgroups: HostCgroups): Promise<void> {
  await writeFile(freezeFile(cgroups), '0');
}

const freezeFile = ({ tree }: HostCgroups) => path.join(tree, 'cgroup.freeze');

async function reclaim({ memory }: HostCgroups): Promise<void> {
  const onV1 = path.join(memory, 'memory.force_empty');
  if (existsSync(onV1)) return writeFile(onV1, '0');
  const used = await readFile(path.join(memory, 'memory.current'), 'utf8');
  await writeFile(path.join(memory, 'memory.reclaim'), used.trim());
}
