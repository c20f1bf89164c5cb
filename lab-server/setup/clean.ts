// npm run clean: ends what a lab server that was killed left running, and removes all that the project made.
import { existsSync, rmSync } from 'node:fs';
import { NamespacesEngine } from '../hosts/engines/namespaces/engine.ts';
import { labImage } from '../hosts/image/build.ts';
import { folders } from './folders.ts';
import { lock } from './lock.ts';
import { SetupError } from './setup-error.ts';

try {
  if (existsSync(folders.state)) {
    const unlock = await lock(folders.state);
    const engine = new NamespacesEngine({
      stateDir: folders.state,
      templatesDir: folders.templates,
      image: await labImage(folders.images),
    });
    await engine.close();
    unlock();
  }
  for (const folder of [folders.made, folders.state]) rmSync(folder, { recursive: true, force: true });
  rmSync(`${folders.root}/node_modules`, { recursive: true, force: true });
  console.log('Removed: lab hosts, the lab image, the pages, learners and their marks, Node modules.');
  console.log('Debian packages that npm start installed stay; apt-get remove takes them away.');
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  console.error(`vethlab: ${error.message}`);
  process.exitCode = 1;
}
