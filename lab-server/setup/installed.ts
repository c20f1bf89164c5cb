import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

/** What building a package notes at its root. */
export const Installed = z.object({
  /** Debian's version of the package. */
  version: z.string(),
  /** Debian's name of the architecture that its programs are for. */
  architecture: z.string(),
  /** The commit that it was built from; null outside a clone. */
  commit: z.string().nullable(),
});
export type Installed = z.infer<typeof Installed>;

/** The file name of that note. */
export const INSTALLED_NOTE = 'installed.json';

/**
 * The note, if vethlab runs from its Debian package; undefined in a clone, and for the web server, which does not see the note. A package
 * has built pages and all modules, and nothing writes to its folder.
 */
export const installed = read(path.resolve(import.meta.dirname, '../..', INSTALLED_NOTE));

function read(file: string): Installed | undefined {
  return existsSync(file) ? Installed.parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined;
}
