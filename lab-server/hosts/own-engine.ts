import { NamespacesEngine } from './engines/namespaces/engine.ts';
import { ensureImage, type OwnPackages } from './image/build.ts';
import type { Limits } from './limits.ts';

interface Folders {
  /** Of these hosts alone. What an earlier run left there is cleared away. */
  stateDir: string;
  images: string;
  templates: string;
  /** Of each host; what the environment sets where left out. */
  limits?: Limits | undefined;
  /** Of the course that is proved. */
  own?: OwnPackages | undefined;
}

/** An engine for hosts that are nobody's, as those on which a course is proved. */
export async function ownEngine({
  stateDir,
  images,
  templates,
  limits,
  own,
}: Folders): Promise<NamespacesEngine> {
  const image = await ensureImage(images, () => {}, own);
  const make = () =>
    new NamespacesEngine({ stateDir, templatesDir: templates, image, ...(limits && { limits }) });
  await make().close();
  return make();
}
