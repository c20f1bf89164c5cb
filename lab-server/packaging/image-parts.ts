import { chmodSync, cpSync, mkdirSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { must } from '../common/exec.ts';
import type { Installed } from '../setup/installed.ts';
import { ensurePackages } from '../setup/packages.ts';
import type { Steps } from '../setup/steps.ts';
import type { Architecture } from './architecture.ts';
import { imageFor, packDisk } from './image.ts';
import { layOut, packagingFolder } from './lay-out.ts';
import { type Machine, writeRootFs } from './root-fs.ts';

export interface ImageOptions {
  architecture: Architecture;
  /** The folder to which files are written. */
  output: string;
  version?: string | undefined;
  /** The folder of a lab image to take instead of this machine's own. */
  image?: string | undefined;
  /** False writes larger files sooner, for tests. */
  compress?: boolean;
}

/** What every kind of image is made of. */
export interface Parts {
  architecture: Architecture;
  /** An empty folder for what is made on the way. It is removed in the end. */
  work: string;
  /** A tar file of the root file system, without the lab image. */
  root: string;
  /** The lab image, as an ext4 file system that is named by its key. */
  labImage: string;
  note: Installed;
  /** Time of the commit in s since 1970. No file is later. */
  seconds: number;
  compress: boolean;
}

/** A kind of image with everything in it. */
export interface ImageFormat {
  /** The end of its file's name. */
  suffix: string;
  /** Tells what to do with a file of this name. */
  use: (name: string) => string;
  /** What it has that boots by itself. A container's image has none. */
  machine?: (architecture: Architecture) => Machine;
  /** Writes `file`. */
  write: (file: string, parts: Parts, tell: (doing: string) => void) => Promise<void>;
}

/** The folder for the lab image's file, from the root. */
export const LAB_IMAGE = 'usr/lib/vethlab-image';
/** The first program of a container, from the root. */
export const CONTAINER = 'usr/lib/vethlab/container.sh';

/**
 * Writes images with everything in them, from parts that those for containers share. No registry is asked.
 * @returns the files' paths. @throws SetupError, ImageError
 */
export async function writeImages(
  steps: Steps,
  formats: readonly ImageFormat[],
  { architecture, output, compress = true, ...options }: ImageOptions,
): Promise<string[]> {
  const folder = path.join(packagingFolder(architecture), 'images');
  const made = (name: string) => path.join(folder, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  mkdirSync(output, { recursive: true });
  const files: string[] = [];
  for (const machine of new Set(formats.map((one) => one.machine))) {
    const laid = await layOut(steps, { architecture, ...options });
    const { tree, note, seconds } = laid;
    if (!machine) asContainer(tree);
    const root = made('root.tar');
    await steps.step('System', async (tell) => {
      await writeRootFs(laid, architecture, root, tell, machine?.(architecture));
      return size(root);
    });
    rmSync(tree, { recursive: true });
    let labImage = '';
    await steps.step('Lab image', async (tell) => {
      await ensurePackages({ e2fsprogs: 'mkfs.ext4' }, tell);
      const stored = await imageFor(architecture, options.image, tell);
      labImage = made(`${stored.key}.ext4`);
      tell('writing it as a file system');
      await packDisk(stored, labImage, seconds);
      return size(labImage);
    });
    for (const { suffix, write } of formats.filter((one) => one.machine === machine)) {
      const file = path.join(output, `vethlab-${note.version}-${architecture.debian}.${suffix}`);
      const work = made('work');
      await steps.step(suffix, async (tell) => {
        mkdirSync(work);
        await write(file, { architecture, work, root, labImage, note, seconds, compress }, tell);
        rmSync(work, { recursive: true });
        return size(file);
      });
      files.push(file);
    }
  }
  rmSync(folder, { recursive: true });
  return files;
}

/** Docker and Podman start its first program by its own name, and LXC, which Incus runs, by that of every system's. */
function asContainer(tree: string): void {
  // What only installing a package takes.
  rmSync(path.join(tree, 'DEBIAN'), { recursive: true });
  const [start, parts] = [path.join(tree, CONTAINER), path.join(tree, path.dirname(CONTAINER), 'container')];
  cpSync(path.join(import.meta.dirname, 'files/container'), parts, { recursive: true });
  renameSync(path.join(parts, 'start.sh'), start);
  chmodSync(start, 0o755);
  const init = path.join(tree, 'usr/sbin/init');
  mkdirSync(path.dirname(init), { recursive: true, mode: 0o755 });
  symlinkSync(`/${CONTAINER}`, init);
}

/** Options of tar by which the same files give the same bytes. */
export const sameBytes = (seconds: number) => ['--sort=name', '--numeric-owner', `--mtime=@${seconds}`];

/** Unpacks the root file system, with the lab image in its place. */
export async function unpackRoot({ root, labImage }: Parts, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const kept = ['-p', '--numeric-owner', '--xattrs', '--xattrs-include=*'];
  await must(['tar', '-xf', root, ...kept, '-C', folder], { timeoutMs: 600_000 });
  const place = path.join(folder, LAB_IMAGE);
  mkdirSync(place, { mode: 0o755 });
  cpSync(labImage, path.join(place, path.basename(labImage)));
}

const size = (file: string) => `${(statSync(file).size / 1e6).toFixed(0)} MB`;
