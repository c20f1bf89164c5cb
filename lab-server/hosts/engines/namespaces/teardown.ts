import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { run } from '../../exec.ts';
import { end, type Process } from '../../process.ts';
import type { HostCgroups } from './cgroups.ts';
import { processIn } from './host-files.ts';

/** Ends every process of a host. Its mounts, namespaces and network cards go with the last of them. */
export async function halt(hostDir: string, cgroups: HostCgroups): Promise<void> {
  const known = await Promise.all(
    ['host.pid', 'router.pid'].map((name) => processOrNone(path.join(hostDir, name))),
  );
  if (existsSync(path.join(hostDir, 'crun'))) {
    await run(['crun', `--root=${hostDir}/crun`, 'delete', '--force', 'host']);
  }
  for (const one of known) if (one) await end(one);
  await cgroups.destroy();
}

/** Removes a halted host's directory, of whomever the files in it are. */
export async function removeFiles(hostDir: string): Promise<void> {
  await rm(hostDir, { recursive: true, force: true, maxRetries: 5 });
}

async function processOrNone(pidFile: string): Promise<Process | undefined> {
  if (!existsSync(pidFile)) return undefined;
  return processIn(pidFile).catch(() => undefined);
}
