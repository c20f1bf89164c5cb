import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { isAlive, processWith } from '../common/process.ts';
import { temporaryFolder } from '../testing/temporary.ts';
import { stopRunning } from './stop-running.ts';

/** Stops in order, which it says, and takes a while for it. */
const SERVER = `
  process.on('SIGTERM', () => setTimeout(() => { console.log('in order'); process.exit(0); }, 100));
  setInterval(() => {}, 1000);
  console.log('up');`;

test('the lab server of a folder is stopped in order, though a shell that is gone started it in the background', async () => {
  const state = path.join(temporaryFolder(), 'state');
  mkdirSync(state);
  // The shell is what an operator would send a signal to, by $!, and ends before.
  const shell = spawn('sh', ['-c', '(cd / && exec "$0" -e "$1") & echo $!', process.execPath, SERVER]);
  let said = '';
  shell.stdout.on('data', (more) => {
    said += more;
  });
  await expect.poll(() => said).toMatch(/^\d+$/m);
  await expect.poll(() => said).toContain('up');
  const server = await processWith(Number(/^\d+$/m.exec(said)?.[0]));
  writeFileSync(path.join(state, 'lock'), JSON.stringify(server));
  expect(await stopRunning(state)).toEqual(server);
  expect(await isAlive(server)).toBe(false);
  if (!shell.stdout.closed) await once(shell.stdout, 'close');
  expect(said).toContain('in order');
  expect(await stopRunning(state)).toBeUndefined();
});
