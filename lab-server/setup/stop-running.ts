import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive, type Process, signal } from '../common/process.ts';
import { holderOf } from './lock.ts';

/**
 * Has the lab server of a state folder stop in order, whoever started it and how, and resolves once it is gone.
 * @returns its process, or undefined when none runs.
 */
export async function stopRunning(stateDir: string): Promise<Process | undefined> {
  const holder = await holderOf(stateDir);
  if (!holder) return undefined;
  await signal(holder, 'SIGTERM');
  while (await isAlive(holder)) await sleep(50);
  return holder;
}
