import { ensureImage, type OwnPackages } from '../../image/build.ts';
import type { EngineFolders } from '../contract.ts';
import { NamespacesEngine } from './engine.ts';
import type { HostSettings } from './host-settings.ts';

interface Parts {
  folders: Pick<EngineFolders, 'state' | 'images' | 'templates'>;
  /** Settings of each host; when left out, the defaults. */
  hosts?: Partial<HostSettings> | undefined;
  /** Packages of the course that is proved. */
  own?: OwnPackages | undefined;
}

/** An engine for hosts that belong to no learner. Clears away what an earlier run left in the state folder. */
export async function ownEngine({ folders, hosts, own }: Parts): Promise<NamespacesEngine> {
  const image = await ensureImage(folders.images, () => {}, own);
  const make = () =>
    new NamespacesEngine({ stateDir: folders.state, templatesDir: folders.templates, image, ...hosts });
  await make().close();
  return make();
}
