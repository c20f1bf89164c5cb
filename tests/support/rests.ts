// node tests/support/rests.ts STATE_DIR HOST rest|wake: puts a host to rest or wakes it, in a process of its own that a test can kill at any
// moment. Prints a line when it begins.
import { NamespacesEngine } from '../../lab-server/hosts/engines/namespaces/engine.ts';
import { ensureImage } from '../../lab-server/hosts/image/build.ts';
import { lesson } from '../../lab-server/hosts/scenario.ts';
import { folders } from '../../lab-server/setup/folders.ts';

const [, , stateDir = '', id = '', what] = process.argv;
const image = await ensureImage(folders.images, () => {});
const engine = new NamespacesEngine({ stateDir, templatesDir: folders.templates, image });
console.log('begins');
if (what === 'rest') await engine.rest(id);
else await engine.wake(id, lesson, id, () => {});
