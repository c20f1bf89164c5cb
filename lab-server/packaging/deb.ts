import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { must, run } from '../common/exec.ts';
import { childEnv } from '../settings/environment.ts';
import { folders } from '../setup/folders.ts';
import type { Installed } from '../setup/installed.ts';
import { ensurePackages } from '../setup/packages.ts';
import { SetupError } from '../setup/setup-error.ts';
import { ensureSite } from '../setup/site.ts';
import type { Steps } from '../setup/steps.ts';
import type { Architecture } from './architecture.ts';
import { control } from './control.ts';
import { checkMachines } from './elf.ts';
import { putNative } from './native.ts';
import { settle, stageCode, stageSystem } from './stage.ts';

export interface DebOptions {
  architecture: Architecture;
  /** The folder to which the package is written. */
  output: string;
  /** Debian's version; when left out, that of package.json. */
  version?: string | undefined;
  /** False writes a larger package in seconds, for tests. */
  compress?: boolean;
}

/** The folder for what is fetched and laid out for packages. */
export const packagingFolder = (architecture: Architecture) =>
  path.join(folders.made, 'packaging', architecture.debian);

/**
 * Builds vethlab_VERSION_ARCH.deb of this clone. The same commit and modules give the same bytes.
 * @returns its path. @throws SetupError
 */
export async function buildDeb(steps: Steps, options: DebOptions): Promise<string> {
  const { architecture, output, compress = true } = options;
  if (folders.course !== folders.root)
    throw new SetupError('a package is built of the course that vethlab comes with; leave COURSE out.');
  const work = packagingFolder(architecture);
  const tree = path.join(work, 'tree');
  const target = path.join(tree, 'usr/lib/vethlab');
  const version = options.version ?? versionOf(folders.root);
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
  const file = path.join(output, `vethlab_${version}_${architecture.debian}.deb`);
  await steps.step('Package', async (tell) => {
    const release = { version, architecture: architecture.debian, installedSize: kib };
    writeFileSync(path.join(tree, 'DEBIAN/control'), control(release), { mode: 0o644 });
    mkdirSync(output, { recursive: true });
    tell('compressing');
    // dpkg-deb sorts what it packs, and gives no file a later time than this one.
    const env = childEnv({ SOURCE_DATE_EPOCH: String(commit?.seconds ?? 0) });
    const argv = ['dpkg-deb', '--root-owner-group', compress ? '-Zxz' : '-Znone', '--build', tree, file];
    await must(argv, { env, timeoutMs: 1_800_000 });
    rmSync(tree, { recursive: true, force: true });
    return `${(statSync(file).size / 1e6).toFixed(1)} MB, ${(kib / 1024).toFixed(0)} MiB installed`;
  });
  return file;
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
