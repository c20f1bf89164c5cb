import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isAlive, type Process, processWith } from '../common/process.ts';
import { commandFor } from './commands.ts';
import { SetupError } from './setup-error.ts';

/**
 * Keeps a second lab server from using the same state folder. Takes over a lock whose holder is gone.
 * @returns a function that unlocks. @throws SetupError naming the holder.
 */
export async function lock(stateDir: string): Promise<() => void> {
  mkdirSync(stateDir, { recursive: true, mode: 0o700 });
  const file = path.join(stateDir, 'lock');
  const me = JSON.stringify(await processWith(process.pid));
  for (let tries = 0; tries < 2; tries++) {
    try {
      writeFileSync(file, me, { flag: 'wx' });
      return () => rmSync(file, { force: true });
    } catch {
      const holder = read(file);
      if (holder && (await isAlive(holder))) {
        throw new SetupError(
          `a lab server of this folder runs already, as process ${holder.pid}; use that one, or stop it (${commandFor('stop')}) and start again.`,
        );
      }
      rmSync(file, { force: true });
    }
  }
  throw new SetupError(`another lab server of this folder is starting; start again in a moment.`);
}

/** The lab server that uses a state folder now. */
export async function holderOf(stateDir: string): Promise<Process | undefined> {
  const holder = read(path.join(stateDir, 'lock'));
  return holder && (await isAlive(holder)) ? holder : undefined;
}

function read(file: string): Process | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
