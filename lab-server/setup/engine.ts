import type { Runs } from '../grading/needs.ts';
import type { Engine } from '../hosts/contract.ts';
import { MachineEngine } from '../hosts/engines/machine/engine.ts';
import { instanceName, NamespacesEngine } from '../hosts/engines/namespaces/engine.ts';
import { removeOldTemplates } from '../hosts/engines/namespaces/template.ts';
import { ensureImage, type OwnPackages, removeOldImages } from '../hosts/image/build.ts';
import { engineKind } from './engine-kind.ts';
import { folders } from './folders.ts';
import { lock } from './lock.ts';
import type { Steps } from './steps.ts';

interface MadeEngine {
  engine: Engine;
  /** What runs on the host that all learners share; undefined where each has their own. */
  shared?: Required<Runs>;
}

/** Gets this machine ready for lab hosts of the kind that ENGINE says. @param undo gets what ends it again. */
export async function makeEngine(
  steps: Steps,
  own: OwnPackages | undefined,
  undo: (() => unknown)[],
): Promise<MadeEngine> {
  return engineKind() === 'machine' ? machine(steps, undo) : { engine: await namespaces(steps, own) };
}

async function machine(steps: Steps, undo: (() => unknown)[]): Promise<MadeEngine> {
  const made: Partial<MadeEngine> = {};
  await steps.step('Shared host', async () => {
    // Accounts and sudo's policy are the machine's: one lab server at a time.
    undo.push(await lock('/run/vethlab/machine'));
    const engine = await MachineEngine.open(instanceName(folders.state));
    const restored = await engine.restore();
    made.engine = engine;
    made.shared = { containers: await engine.runs(), shared: true };
    const count = made.shared.containers.filter(({ running }) => running).length;
    return `this machine, ${count} containers run${restored > 0 ? `, ${restored} of them started` : ''}`;
  });
  return made as MadeEngine;
}

async function namespaces(steps: Steps, own: OwnPackages | undefined): Promise<NamespacesEngine> {
  let engine: NamespacesEngine | undefined;
  await steps.step('Lab image', async (tell) => {
    let built = false;
    const image = await ensureImage(
      folders.images,
      (doing) => {
        built = true;
        tell(doing);
      },
      own,
    );
    engine = new NamespacesEngine({ stateDir: folders.state, templatesDir: folders.templates, image });
    if (built) {
      // Hosts that an earlier server left stand on the old image.
      for (const id of await engine.list()) await engine.destroy(id);
      await removeOldImages(folders.images, image);
      await removeOldTemplates(folders.templates, image);
    }
    return built ? 'built' : 'there';
  });
  return engine as NamespacesEngine;
}
