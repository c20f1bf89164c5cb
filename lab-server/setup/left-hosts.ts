import { existsSync } from 'node:fs';
import { MachineEngine } from '../hosts/engines/machine/engine.ts';
import { places } from '../hosts/engines/machine/places.ts';
import { instanceName, NamespacesEngine } from '../hosts/engines/namespaces/engine.ts';
import { labImage } from '../hosts/image/build.ts';
import { folders } from './folders.ts';
import { endTerminals } from './ordinary.ts';

/** Ends the lab hosts and terminals of a state folder that a lab server which was killed has left. */
export async function endHosts(stateDir: string): Promise<void> {
  await endTerminals(stateDir);
  const image = await labImage(folders.images);
  if (existsSync(places.programs)) await (await MachineEngine.open(instanceName(stateDir))).close();
  await new NamespacesEngine({ stateDir, templatesDir: folders.templates, image }).close();
}
