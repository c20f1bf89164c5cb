import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { run } from '../../../common/exec.ts';
import { end, isAlive, type Process, processWith } from '../../../common/process.ts';
import { readIfThere } from '../../../common/read-file.ts';
import type { HostCgroups } from '../shared/cgroups.ts';
import { thaw } from './copy.ts';
import { processIn, readRecord } from './host-files.ts';

/** Ends every process of a host and every process that is making it. Its mounts, namespaces and network cards end with the last one. */
export async function halt(hostDir: string, cgroups: HostCgroups): Promise<void> {
  const record = await readRecord(hostDir);
  if (!record || record.rest) await endMakers(hostDir);
  if (record && (await isAlive(record.router))) await thaw(hostDir, record);
  const noted = await Promise.all(
    ['host.pid', 'router.pid'].map((name) => processOrNone(path.join(hostDir, name))),
  );
  // After a reboot another process may have the number that is in a file. The start time in the record tells them apart.
  const known = [record?.init, record?.router, ...noted.filter((one) => one && isOf(one, hostDir, cgroups))];
  if (existsSync(path.join(hostDir, 'crun'))) {
    await run(['crun', `--root=${hostDir}/crun`, 'delete', '--force', 'host']);
  }
  for (const one of known) if (one) await end(one);
  await cgroups.destroy();
}

/** Removes a halted host's directory, whoever owns the files in it. */
export async function removeFiles(hostDir: string): Promise<void> {
  await rm(hostDir, { recursive: true, force: true, maxRetries: 5 });
}

/** Ends up.sh and the processes that it has started and noted in no file yet. They have the host's directory in their environment. */
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

/** Variables separated by NUL; empty if the process has ended. */
function environmentOf(pid: string): string {
  try {
    return `\0${readFileSync(`/proc/${pid}/environ`, 'utf8')}`;
  } catch {
    return '';
  }
}

/** Whether a process is that of the host, by its control group, or that of its router, by its environment. */
function isOf({ pid }: Process, hostDir: string, { tree }: HostCgroups): boolean {
  const groups = readIfThere(`/proc/${pid}/cgroup`) ?? '';
  const own = tree.split('/').slice(-2).join('/');
  return groups.includes(`/${own}`) || environmentOf(String(pid)).includes(`\0HOST_DIR=${hostDir}\0`);
}

async function processOrNone(pidFile: string): Promise<Process | undefined> {
  if (!existsSync(pidFile)) return undefined;
  return processIn(pidFile).catch(() => undefined);
}
