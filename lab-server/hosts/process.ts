import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';

/** A process that is meant, and not one that got its number later: start time is field 22 of /proc/PID/stat. */
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

/** Sends it a signal; nothing when it has ended, also at this very moment. */
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

/** Undefined when there is no such process, or only what is left of it until its parent takes note (a zombie). */
async function startTimeOf(pid: number): Promise<string | undefined> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    // The command name, in brackets, may itself hold spaces and brackets.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19];
  } catch {
    return undefined;
  }
}
