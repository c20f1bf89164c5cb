import { registerHooks } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * Has Node read modules below a folder of checkers anew after each `next()`, wherever they are imported: by itself it keeps what it has
 * loaded by its address, so that is another one then. What was read before is never forgotten; this is for the preview of a course.
 * define.ts stays the same one: what it defines is compared by who made it.
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
