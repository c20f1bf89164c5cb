import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';

/** A certain process, told by its start time from one that got its number later. The time is field 22 of /proc/PID/stat. */
export const Process = z.object({ pid: z.int(), startTime: z.string() });
export type Process = z.infer<typeof Process>;

/** @throws Error when there is no such process. */
export async function processWith(pid: number): Promise<Process> {
  const startTime = await startTimeOf(pid);
  if (startTime) return { pid, startTime };
  throw new Error(`process ${pid} has ended`);
}

export async function isAlive({ pid, startTime }: Process): Promise<boolean> {
  return (await startTimeOf(pid)) === startTime;
}

/** Sends it a signal; does nothing if it has ended, even at this very moment. */
export async function signal(one: Process, name: NodeJS.Signals): Promise<void> {
  if (!(await isAlive(one))) return;
  try {
    process.kill(one.pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Ends it at once, and waits until it is gone. */
export async function end(one: Process): Promise<void> {
  await signal(one, 'SIGKILL');
  while (await isAlive(one)) await sleep(5);
}

/** The processes that run with this user id, without zombies. */
export async function processesOfUser(uid: number): Promise<Process[]> {
  const found: Process[] = [];
  for (const pid of await readdir('/proc')) {
    if (!/^\d+$/.test(pid)) continue;
    const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
    if (Number(/^Uid:\s+(\d+)/m.exec(status)?.[1] ?? -1) !== uid) continue;
    const one = await processWith(Number(pid)).catch(() => undefined);
    if (one) found.push(one);
  }
  return found;
}

/** Ends a process group at once, and waits until all of it is gone. */
export async function endGroup(group: number): Promise<void> {
  try {
    process.kill(-group, 'SIGKILL');
  } catch {
    return; // The group ended just before.
  }
  while (await isGroupAlive(group)) await sleep(5);
}

async function isGroupAlive(group: number): Promise<boolean> {
  for (const pid of await readdir('/proc')) {
    if (!/^\d+$/.test(pid)) continue;
    const [state, , pgrp] = (await statOf(pid)) ?? [];
    if (Number(pgrp) === group && !isOver(state)) return true;
  }
  return false;
}

/** Undefined if there is no such process, or only what is left of it until its parent takes note (a zombie). */
async function startTimeOf(pid: number): Promise<string | undefined> {
  const fields = await statOf(pid);
  return isOver(fields?.[0]) ? undefined : fields?.[19];
}

/** What is left of a process until its parent takes note. */
const isOver = (state: string | undefined) => state === 'Z' || state === 'X';

/** Fields of /proc/PID/stat after the command name: state, parent, process group, ... */
async function statOf(pid: number | string): Promise<string[] | undefined> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    // The command name, in brackets, may itself hold spaces and brackets.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}
