import { readFileSync } from 'node:fs';
import path from 'node:path';
import { folders } from '../../lab-server/setup/folders.ts';

/** The commands that docs/install.md prints for Docker, Podman or Incus: the first loads the image, the others run it. */
export function printedBlock(name: string): { load: string; run: string } {
  const manual = readFileSync(path.join(folders.root, 'docs/install.md'), 'utf8');
  const [, lines = ''] = new RegExp(`\`\`\`sh ${name}\n([\\s\\S]*?)\`\`\``).exec(manual) ?? [];
  const [load = '', ...run] = lines.split('\n');
  return { load, run: run.join('\n') };
}
