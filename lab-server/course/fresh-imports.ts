import { registerHooks } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * Has Node read modules below a folder of checkers anew after each `next()`, wherever they are imported. Node keeps a loaded module by its
 * address, so the modules get another address each time. Modules read before stay in memory, so this is only for the preview of a course.
 * define.ts stays the same module, since what it defines is recognised by the module that made it.
 */
export function freshImports(folder: string): { next: () => void; close: () => void } {
  const below = pathToFileURL(path.resolve(folder) + path.sep).href;
  const kept = new URL('define.ts', below).href;
  let round = 0;
  const hooks = registerHooks({
    resolve(specifier, context, nextResolve) {
      const found = nextResolve(specifier, context);
      if (round === 0 || !found.url.startsWith(below) || found.url === kept) return found;
      const address = new URL(found.url);
      address.searchParams.set('round', String(round));
      return { ...found, url: address.href };
    },
  });
  return { next: () => void round++, close: () => hooks.deregister() };
}
