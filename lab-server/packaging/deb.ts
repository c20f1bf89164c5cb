import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { must } from '../common/exec.ts';
import { childEnv } from '../settings/environment.ts';
import type { Steps } from '../setup/steps.ts';
import type { Architecture } from './architecture.ts';
import { control } from './control.ts';
import { type Laid, layOut } from './lay-out.ts';

export interface DebOptions {
  architecture: Architecture;
  /** The folder to which the package is written. */
  output: string;
  /** Debian's version; when left out, that of package.json. */
  version?: string | undefined;
  /** False writes a larger package in seconds, for tests. */
  compress?: boolean;
}

/**
 * Builds vethlab_VERSION_ARCH.deb of this clone. The same commit and modules give the same bytes.
 * @returns its path. @throws SetupError
 */
export async function buildDeb(steps: Steps, options: DebOptions): Promise<string> {
  const { architecture, output, compress = true } = options;
  const laid = await layOut(steps, options);
  const { note, kib } = laid;
  const file = path.join(output, `vethlab_${note.version}_${architecture.debian}.deb`);
  await steps.step('Package', async (tell) => {
    mkdirSync(output, { recursive: true });
    tell('compressing');
    await packDeb(laid, architecture, file, compress);
    rmSync(laid.tree, { recursive: true, force: true });
    return `${(statSync(file).size / 1e6).toFixed(1)} MB, ${(kib / 1024).toFixed(0)} MiB installed`;
  });
  return file;
}

/** Packs what is laid out as the package `file`. */
export async function packDeb(
  { tree, note, kib, seconds }: Laid,
  architecture: Architecture,
  file: string,
  compress: boolean,
): Promise<void> {
  const release = { version: note.version, architecture: architecture.debian, installedSize: kib };
  writeFileSync(path.join(tree, 'DEBIAN/control'), control(release), { mode: 0o644 });
  // dpkg-deb sorts what it packs, and gives no file a later time than this one.
  const env = childEnv({ SOURCE_DATE_EPOCH: String(seconds) });
  const argv = ['dpkg-deb', '--root-owner-group', compress ? '-Zxz' : '-Znone', '--build', tree, file];
  await must(argv, { env, timeoutMs: 1_800_000 });
}
