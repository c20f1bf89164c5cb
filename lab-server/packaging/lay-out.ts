import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { must, run } from '../common/exec.ts';
import { folders } from '../setup/folders.ts';
import type { Installed } from '../setup/installed.ts';
import { ensurePackages } from '../setup/packages.ts';
import { SetupError } from '../setup/setup-error.ts';
import { ensureSite } from '../setup/site.ts';
import type { Steps } from '../setup/steps.ts';
import type { Architecture } from './architecture.ts';
import { checkMachines } from './elf.ts';
import { putNative } from './native.ts';
import { settle, stageCode, stageSystem } from './stage.ts';

/** The files of vethlab as they lie on a machine, and what they were made of. */
export interface Laid {
  /** The folder that stands for the machine's root. The caller removes it. */
  tree: string;
  note: Installed;
  /** KiB of all files, as du counts. */
  kib: number;
  /** Time of the commit in s since 1970; 0 outside a clone. No file of the result is later. */
  seconds: number;
}

/** The folder for what is fetched and laid out for packages. */
export const packagingFolder = (architecture: Architecture) =>
  path.join(folders.made, 'packaging', architecture.debian);

/**
 * Lays out this clone as it is installed: code, pages, modules and programs in usr/lib/vethlab, the command, the unit and the documents
 * in their places.
 * @throws SetupError
 */
export async function layOut(
  steps: Steps,
  {
    architecture,
    version = versionOf(folders.root),
  }: { architecture: Architecture; version?: string | undefined },
): Promise<Laid> {
  if (folders.course !== folders.root)
    throw new SetupError('a package is built of the course that vethlab comes with; leave COURSE out.');
  const work = packagingFolder(architecture);
  const tree = path.join(work, 'tree');
  const target = path.join(tree, 'usr/lib/vethlab');
  const commit = await lastCommit();
  const note: Installed = { version, architecture: architecture.debian, commit: commit?.id ?? null };
  await steps.step('Pages', ensureSite);
  await steps.step('Code', async (tell) => {
    await ensurePackages({ dpkg: 'dpkg-deb' }, tell);
    rmSync(tree, { recursive: true, force: true });
    mkdirSync(target, { recursive: true });
    stageCode({ root: folders.root, site: folders.site }, target, note);
    stageSystem(folders.root, tree, note);
    await must(['find', target, '-type', 'd', '-empty', '-delete']);
    return 'laid out';
  });
  let kib = 0;
  await steps.step('Programs', async (tell) => {
    await putNative({ root: folders.root, target, cache: path.join(work, 'fetched') }, architecture, tell);
    const { length: count } = checkMachines(tree, architecture);
    kib = settle(tree);
    return `${count}, all of them for ${architecture.debian}`;
  });
  return { tree, note, kib, seconds: commit?.seconds ?? 0 };
}

export const versionOf = (root: string): string =>
  JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).version;

/** Undefined outside a git clone. */
async function lastCommit(): Promise<{ id: string; seconds: number } | undefined> {
  const { code, stdout } = await run(['git', '-C', folders.root, 'log', '-1', '--format=%h %ct']).catch(
    () => ({ code: 1, stdout: '' }),
  );
  const [id = '', seconds = ''] = stdout.trim().split(' ');
  return code === 0 ? { id, seconds: Number(seconds) } : undefined;
}
