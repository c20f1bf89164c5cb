import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { run } from '../../exec.ts';
import { end, type Process, processWith } from '../../process.ts';
import type { HostCgroups } from './cgroups.ts';
import { isFinished, processIn } from './host-files.ts';

/** Ends every process of a host, and who is making it. Its mounts, namespaces and network cards go with the last of them. */
export async function halt(hostDir: string, cgroups: HostCgroups): Promise<void> {
  if (!isFinished(hostDir)) await endMakers(hostDir);
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

/** Ends up.sh and what it has started, of which no file tells yet. They have the host's directory in their environment. */
async function endMakers(hostDir: string): Promise<void> {
  const wanted = `\0HOST_DIR=${hostDir}\0`;
  for (;;) {
    const makers = readdirSync('/proc').filter(
      (pid) => /^\d+$/.test(pid) && environmentOf(pid).includes(wanted),
    );
    if (makers.length === 0) return;
    for (const pid of makers) {
      const one = await processWith(Number(pid)).catch(() => undefined);
      if (one) await end(one);
    }
  }
}

/** Between zeros; empty when it has ended. */
function environmentOf(pid: string): string {
  try {
    return `\0${readFileSync(`/proc/${pid}/environ`, 'utf8')}`;
  } catch {
    return '';
  }
}

async function processOrNone(pidFile: string): Promise<Process | undefined> {
  if (!existsSync(pidFile)) return undefined;
  return processIn(pidFile).catch(() => undefined);
}
