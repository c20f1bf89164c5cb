// node lab-server/setup/settings-document.ts: writes the list of settings into the documentation and the Debian package's settings file.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Engines, engines } from '../hosts/engines/registry.ts';
import { type Documented, settingsFile, withTables } from '../settings/document.ts';
import { table } from '../settings/table.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** All settings: those for any engine, ENGINE, and each engine's own. */
export const allSettings = ({ setting, kinds }: Engines = engines): Documented => ({
  table: { ...table, ...setting },
  engines: kinds,
});

/** The texts that are made of them, by the file's name. */
export function documents(all = allSettings()): Map<string, string> {
  const markdown = ['docs/settings.md', 'docs/operator.md'].map((name): [string, string] => [
    name,
    withTables(readFileSync(path.join(root, name), 'utf8'), all),
  ]);
  return new Map([...markdown, ['lab-server/packaging/files/vethlab.conf', settingsFile(all)]]);
}

if (import.meta.main) {
  for (const [name, text] of documents()) writeFileSync(path.join(root, name), text);
}
