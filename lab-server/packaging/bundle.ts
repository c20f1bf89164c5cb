import { createHash } from 'node:crypto';
import {
  appendFileSync,
  copyFileSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { must } from '../common/exec.ts';
import { ensurePackages } from '../setup/packages.ts';
import type { Steps } from '../setup/steps.ts';
import type { Architecture } from './architecture.ts';
import { fetchClosure, writeIndex } from './closure.ts';
import { depends } from './control.ts';
import { buildDeb } from './deb.ts';
import { imageFor, packImage, unpackedBytes } from './image.ts';
import { header } from './installer.ts';
import { packagingFolder } from './lay-out.ts';

export interface BundleOptions {
  architecture: Architecture;
  /** The folder to which the bundle is written. */
  output: string;
  version?: string | undefined;
  /** The folder of a lab image to take instead of this machine's own. */
  image?: string | undefined;
  /** A package that exists already, to take as it is. */
  deb?: string | undefined;
}

/** Names of the packages that a machine must have, without versions. zstd unpacks the lab image. */
const NEEDED = [...depends.map((one) => one.replace(/ .*/, '')), 'zstd'];
/** Packages that somebody who installs it may want, and could not fetch. */
const OPTIONAL = ['avahi-daemon'];

/**
 * Writes vethlab-VERSION-ARCH.run: one file that installs vethlab on a Debian 13 that never sees a network.
 * @returns its path. @throws SetupError, ImageError
 */
export async function buildBundle(steps: Steps, options: BundleOptions): Promise<string> {
  const { architecture, output, version } = options;
  const deb = options.deb ?? (await buildDeb(steps, { architecture, output, version }));
  const work = packagingFolder(architecture);
  const contents = path.join(work, 'bundle');
  const packages = path.join(contents, 'packages');
  rmSync(contents, { recursive: true, force: true });
  mkdirSync(packages, { recursive: true });
  await steps.step('Debian packages', async (tell) => {
    await ensurePackages({ apt: 'apt-get', zstd: 'zstd' }, tell);
    await fetchClosure(
      [...NEEDED, ...OPTIONAL],
      architecture,
      { work: path.join(work, 'apt'), target: packages },
      tell,
    );
    copyFileSync(deb, path.join(packages, path.basename(deb)));
    await writeIndex(packages);
    return 'fetched';
  });
  const image = { key: '', bytes: 0 };
  await steps.step('Lab image', async (tell) => {
    const stored = await imageFor(architecture, options.image, tell);
    tell('packing');
    await packImage(stored, path.join(contents, 'image.tar.zst'));
    Object.assign(image, { key: stored.key, bytes: await unpackedBytes(stored) });
    return 'packed';
  });
  const release = (await must(['dpkg-deb', '--field', deb, 'Version'])).trim();
  const file = path.join(output, `vethlab-${release}-${architecture.debian}.run`);
  await steps.step('Bundle', async () => {
    const payload = path.join(work, 'bundle.tar');
    await must(['tar', '--sort=name', '--owner=0', '--group=0', '-cf', payload, '-C', contents, '.'], {
      timeoutMs: 600_000,
    });
    const head = header({
      version: release,
      architecture: architecture.debian,
      key: image.key,
      imageBytes: image.bytes,
      packagesBytes: installedBytes(readFileSync(path.join(packages, 'Packages'), 'utf8')),
      payloadBytes: statSync(payload).size,
      payloadSha256: await sha256(payload),
      needed: NEEDED,
    });
    mkdirSync(output, { recursive: true });
    writeFileSync(file, head, { mode: 0o755 });
    await append(payload, file);
    for (const one of [payload, contents]) rmSync(one, { recursive: true, force: true });
    return `${(statSync(file).size / 1e6).toFixed(0)} MB`;
  });
  return file;
}

/** Bytes that all packages of an index take once installed: no machine needs more. Installed-Size is in KiB (deb-control(5)). */
export function installedBytes(index: string): number {
  return [...index.matchAll(/^Installed-Size: (\d+)$/gm)].reduce(
    (sum, [, kib]) => sum + Number(kib) * 1024,
    0,
  );
}

const CHUNK = 8 * 1024 * 1024;

async function* chunksOf(file: string): AsyncGenerator<Buffer> {
  await using handle = await open(file);
  const buffer = Buffer.alloc(CHUNK);
  for (;;) {
    const { bytesRead } = await handle.read(buffer, 0, CHUNK);
    if (bytesRead === 0) return;
    yield buffer.subarray(0, bytesRead);
  }
}

async function sha256(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of chunksOf(file)) hash.update(chunk);
  return hash.digest('hex');
}

async function append(source: string, target: string): Promise<void> {
  for await (const chunk of chunksOf(source)) appendFileSync(target, chunk);
}
