// npm run clean: ends what a killed lab server left running, and removes all that the project made.
import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { folders } from '../setup/folders.ts';
import { endHosts } from '../setup/left-hosts.ts';
import { lock } from '../setup/lock.ts';
import { SetupError } from '../setup/setup-error.ts';

try {
  if (existsSync(folders.state)) {
    const unlock = await lock(folders.state);
    await endHosts(folders.state);
    unlock();
  }
  const others = [...below('test', ''), ...below('courses', 'state'), ...below('courses', 'preview')];
  for (const state of [...others, path.join(folders.made, 'preview')]) {
    if (existsSync(state)) await endHosts(state);
  }
  const made = ['.astro', 'node_modules'].map((name) => path.join(folders.root, name));
  for (const folder of [folders.made, folders.state, ...made])
    rmSync(folder, { recursive: true, force: true });
  console.log('Removed: lab hosts, the lab image, the pages, learners and their marks, Node modules.');
  console.log('Debian packages that npm start installed stay; apt-get remove takes them away.');
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  console.error(`vethlab: ${error.message}`);
  process.exitCode = 1;
}

/** State folders of tests, of courses and of their previews. Not all of them exist. */
function below(folder: string, state: string): string[] {
  const all = path.join(folders.made, folder);
  const names = existsSync(all) ? readdirSync(all) : [];
  return names.map((name) => path.join(all, name, state));
}
