import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** The files below a folder, relative to it and sorted, without hidden files and Node modules. */
export async function filesUnder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .filter((name) => !/(^|\/)(\.|node_modules\/)/.test(name))
    .sort();
}

/**
 * SHA-256 over the contents and names of files and folders, but not their places, and over this Node's version. Tests are left out.
 */
export async function hashOf(paths: readonly string[]): Promise<string> {
  const hash = createHash('sha256').update(process.version);
  for (const one of paths) {
    const isFile = path.extname(one) !== '';
    const names = isFile ? [''] : (await filesUnder(one)).filter((name) => !name.includes('.test.'));
    for (const name of names)
      hash.update(`\0${path.basename(one)}/${name}\0`).update(await readFile(path.join(one, name)));
  }
  return hash.digest('hex');
}
