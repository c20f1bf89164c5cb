import { ensureImage, labImage, removeOldImages } from '../../image/build.ts';
import { neededByKept } from '../../image/needed.ts';
import { defineEngine, type EngineParts } from '../contract.ts';
import { takeBackDevices } from './device-nodes.ts';
import { MEMORY_PER_HOST, NamespacesEngine } from './engine.ts';
import { hostSettingsOf } from './host-settings.ts';
import { packKept, unpackKept } from './kept-archive.ts';
import { raiseCounters } from './kernel-counters.ts';
import { ownEngine } from './own-engine.ts';
import { prerequisites } from './prerequisites.ts';
import { type NamespacesSettings, namespacesTable } from './settings.ts';
import { removeOldTemplates } from './template.ts';

/** The engine that makes each learner a lab host of namespaces on this machine. */
export default defineEngine({
  name: 'namespaces',
  summary: 'a lab host of their own for each',
  isDefault: true,
  isShared: false,
  hostMemory: MEMORY_PER_HOST,
  settings: namespacesTable,
  packages: {
    crun: 'crun',
    e2fsprogs: 'mkfs.ext4',
    mmdebstrap: 'mmdebstrap',
    iproute2: 'ip',
    'util-linux': 'nsenter',
    procps: 'sysctl',
    tar: 'tar',
    'perl-base': 'perl',
  },
  prerequisites,
  async make(parts) {
    return { engine: await make(parts) };
  },
  async endLeft({ state, templates, images }) {
    const image = await labImage(images);
    const engine = new NamespacesEngine({ stateDir: state, templatesDir: templates, image });
    const all = await engine.list();
    for (const id of all) if (await engine.isUp(id)) await engine.rest(id, true);
    await engine.close(new Set(all));
  },
  archive: { pack: packKept, unpack: unpackKept },
  makeOwn: ({ settings, folders, own }) => ownEngine({ folders, own, hosts: hostSettingsOf(settings) }),
});

async function make({
  settings,
  folders,
  own,
  step,
}: EngineParts<NamespacesSettings>): Promise<NamespacesEngine> {
  let engine: NamespacesEngine | undefined;
  const back = takeBackDevices();
  if (back.length > 0) await step('Devices', async () => `${back.join(', ')} given back to root`);
  const low = raiseCounters();
  if (low.length > 0)
    await step('Shared counters', async () => `too low, and not to be raised: ${low.join(', ')}`);
  await step('Lab image', async (tell) => {
    let built = false;
    const image = await ensureImage(
      folders.images,
      (doing) => {
        built = true;
        tell(doing);
      },
      own,
    );
    engine = new NamespacesEngine({
      stateDir: folders.state,
      templatesDir: folders.templates,
      image,
      ...hostSettingsOf(settings),
    });
    // They wake with the image that they have.
    await engine.restOlder();
    if (built) {
      const needed = neededByKept(folders.images);
      await removeOldImages(folders.images, image, needed);
      await removeOldTemplates(folders.templates, image, needed);
    }
    return built ? 'built' : 'there';
  });
  return engine as NamespacesEngine;
}
