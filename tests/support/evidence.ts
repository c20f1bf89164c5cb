import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RunnerTestCase } from 'vitest';
import { folderOf } from './failures.ts';

/** The longest in ms that one witness may take, since the failed part may hang. */
const PATIENCE = 20_000;

/** Writes what it knows into a folder: the screen, the host or the server's log at this moment. */
type Witness = (folder: string) => unknown;

const witnesses = new Set<Witness>();

/** Is asked when a test fails, until the function that it returns is called. */
export function witness(one: Witness): () => void {
  witnesses.add(one);
  return () => witnesses.delete(one);
}

/** Asks all witnesses of a test that has failed. */
export async function gather({ file, name, result }: Readonly<RunnerTestCase>): Promise<void> {
  const folder = folderOf(file.filepath, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const errors = (result?.errors ?? []).map(({ message, stack }) => `${message}\n${stack ?? ''}\n`);
  writeFileSync(path.join(folder, 'error.txt'), errors.join('\n'));
  const asked = [...witnesses].map(async (ask, number) => {
    try {
      await Promise.race([ask(folder), sleep(PATIENCE, undefined, { ref: false })]);
    } catch (error) {
      writeFileSync(path.join(folder, `not-seen-${number}.txt`), `${(error as Error).stack}\n`);
    }
  });
  await Promise.all(asked);
}
