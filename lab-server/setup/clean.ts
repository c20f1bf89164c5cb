// npm run clean: ends what a lab server that was killed left running, and removes all that the project made.
import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { NamespacesEngine } from '../hosts/engines/namespaces/engine.ts';
import { labImage } from '../hosts/image/build.ts';
import { folders } from './folders.ts';
import { lock } from './lock.ts';
import { endTerminals } from './ordinary.ts';
import { SetupError } from './setup-error.ts';

try {
  if (existsSync(folders.state)) {
    const unlock = await lock(folders.state);
    await endHosts(folders.state);
    unlock();
  }
  const tests = path.join(folders.made, 'test');
  for (const name of existsSync(tests) ? readdirSync(tests) : []) await endHosts(path.join(tests, name));
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

async function endHosts(stateDir: string): Promise<void> {
  await endTerminals(stateDir);
  const image = await labImage(folders.images);
  await new NamespacesEngine({ stateDir, templatesDir: folders.templates, image }).close();
}
