import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, statfs, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { must } from '../../common/exec.ts';
import { childEnv } from '../../settings/environment.ts';
import { debianMirror } from './mirror.ts';

const HERE = import.meta.dirname;
/** Bytes that must be free to build: the image twice over, as packages and unpacked. */
export const BUILD_SPACE = 1.6e9;

const WITHOUT_SERVICE_MANAGER = 'without-service-manager.sh';
/** What runs inside an image that is built from nothing, in this order. */
const SCRIPTS = ['customize.sh', 'make-whoami.sh', WITHOUT_SERVICE_MANAGER];

/** What a course wants on its lab hosts beside what all have. */
export interface OwnPackages {
  /** The course's name. */
  course: string;
  packages: readonly string[];
}

/** A processor as Node calls it, with Debian's name for it. */
const DEBIAN_NAMES: Partial<Record<NodeJS.Architecture, string>> = { x64: 'amd64', arm64: 'arm64' };

export interface LabImage {
  /** Hash of all that went into it; with packages of a course's own, a dot and the course's name follow. */
  key: string;
  /** Its unpacked root. Files in it that are setuid belong to the machine's root, so its parent is closed to others. */
  root: string;
}

/** The lab image can't be built; the message says why and the way out. */
export class ImageError extends Error {
  override name = 'ImageError';
}

/**
 * The lab image under `imagesDir`, built when it is not there. A build that was interrupted starts over. One with packages of a course's own
 * is built on top of the one that all courses share.
 * @param progress called with the part of the build that runs.
 * @param processor whose programs are in it. Those of another one than this machine's must run here all the same (binfmt_misc).
 * @throws ImageError
 */
export async function ensureImage(
  imagesDir: string,
  progress: (step: string) => void,
  own?: OwnPackages,
  processor = process.arch,
): Promise<LabImage> {
  const image = await labImage(imagesDir, own, processor);
  if (existsSync(image.root)) return image;
  const packages = own?.packages ?? [];
  const base = packages.length > 0 ? await ensureImage(imagesDir, progress, undefined, processor) : undefined;
  await mkdir(imagesDir, { recursive: true, mode: 0o700 });
  const partial = path.join(imagesDir, `${image.key}.partial`);
  await rm(partial, { recursive: true, force: true });
  await checkSpace(imagesDir);
  await checkSpace('/var/tmp');
  await mkdir(path.join(partial, 'root'), { recursive: true, mode: 0o755 });
  try {
    const recipe = base ? onTopOf(base, packages) : await fromNothing();
    await build(path.join(partial, 'root'), recipe, processor, progress);
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    throw error;
  }
  await rename(partial, path.dirname(image.root));
  return image;
}

/** Removes the images that this one takes the place of, but for those that hosts at rest need. No host may run on them; those of other courses stay. */
export async function removeOldImages(
  imagesDir: string,
  image: LabImage,
  needed: ReadonlySet<string>,
): Promise<void> {
  for (const name of await readdir(imagesDir)) {
    if (name !== 'build.log' && isOlder(name, image) && !needed.has(name))
      await rm(path.join(imagesDir, name), { recursive: true, force: true });
  }
}

/** Whether a key is that of an image which another one of the same course has taken the place of. */
export function isOlder(key: string, image: LabImage): boolean {
  const courseOf = (one: string) => one.replace(/\.partial$/, '').split('.')[1];
  return key !== image.key && courseOf(key) === courseOf(image.key);
}

/** Where the lab image of these inputs is, or would be. */
export async function labImage(
  imagesDir: string,
  own?: OwnPackages,
  processor = process.arch,
): Promise<LabImage> {
  const hash = createHash('sha256').update(processor);
  for (const file of await inputs()) {
    hash.update(`\0${file}\0`).update(await readFile(path.join(HERE, file)));
  }
  const { course, packages = [] } = own ?? {};
  for (const name of packages) hash.update(`\0${name}\0`);
  const digest = hash.digest('hex').slice(0, 16);
  const key = packages.length === 0 ? digest : `${digest}.${course}`;
  return { key, root: path.join(imagesDir, key, 'root') };
}

async function inputs(): Promise<string[]> {
  const files = await readdir(path.join(HERE, 'files'), { recursive: true, withFileTypes: true });
  const copied = files
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(HERE, path.join(entry.parentPath, entry.name)));
  return ['packages.txt', 'trim.txt', ...SCRIPTS, 'build.ts', ...copied.sort()];
}

async function checkSpace(folder: string): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  if (free >= BUILD_SPACE) return;
  throw new ImageError(
    `Building the lab image needs ${gigabytes(BUILD_SPACE)} free on the disk of ${folder}; there are ${gigabytes(free)}. Free some and start again.`,
  );
}

const gigabytes = (bytes: number) => `${(bytes / 1e9).toFixed(1)} GB`;

/** The lines of a list in this folder, without comments. */
async function list(file: string): Promise<string[]> {
  const lines = (await readFile(path.join(HERE, file), 'utf8')).split('\n');
  return lines.map((line) => line.replace(/#.*/, '').trim()).filter(Boolean);
}

/** How an image is made. */
interface Recipe {
  /** Puts into an empty folder what the arguments name. */
  prepare(scratch: string): Promise<void>;
  /** Arguments of mmdebstrap beside those that all images have. */
  args(scratch: string): string[];
}

async function fromNothing(): Promise<Recipe> {
  const args = [
    '--variant=minbase',
    `--include=${(await list('packages.txt')).join(',')}`,
    ...(await list('trim.txt')).map((pattern) => `--dpkgopt=path-exclude=${pattern}`),
    `--customize-hook=sync-in '${HERE}/files' /`,
    ...runInside(SCRIPTS),
  ];
  return { prepare: async () => {}, args: () => args };
}

/** The image has its settings of dpkg in it, and so what is left out of it. */
function onTopOf(base: LabImage, packages: readonly string[]): Recipe {
  const tarIn = (scratch: string) => path.join(scratch, 'base.tar');
  return {
    async prepare(scratch) {
      // mmdebstrap makes the devices itself.
      const files = ['--numeric-owner', '--exclude=./dev/*', '-C', base.root, '.'];
      await must(['tar', '-cf', tarIn(scratch), ...files], { timeoutMs: 600_000 });
    },
    args: (scratch) => [
      '--variant=custom',
      `--setup-hook=tar-in '${tarIn(scratch)}' /`,
      `--include=${packages.join(',')}`,
      ...runInside([WITHOUT_SERVICE_MANAGER]),
    ],
  };
}

/** Arguments that run scripts of this folder inside the image. */
function runInside(scripts: readonly string[]): string[] {
  const hooks = scripts.flatMap((script) => [
    `upload '${HERE}/${script}' /tmp/${script}`,
    `chroot "$1" sh /tmp/${script}`,
    `rm "$1"/tmp/${script}`,
  ]);
  return hooks.map((hook) => `--customize-hook=${hook}`);
}

async function build(
  root: string,
  recipe: Recipe,
  processor: NodeJS.Architecture,
  progress: (step: string) => void,
): Promise<void> {
  const architecture = DEBIAN_NAMES[processor];
  if (!architecture) {
    throw new ImageError(
      `There is no lab image for ${processor}; use a machine with an amd64 or arm64 processor and a 64-bit system.`,
    );
  }
  const mirror = await debianMirror();
  if (!mirror) {
    throw new ImageError(
      'apt on this machine knows no Debian mirror to build the lab image from; add one to /etc/apt/sources.list.d (npm run doctor shows what is looked for).',
    );
  }
  const log = path.join(path.dirname(root), '..', 'build.log');
  progress('reading package lists');
  const scratch = scratchFolder(path.resolve(root, '../..'));
  await rm(scratch, { recursive: true, force: true });
  await mkdir(scratch, { mode: 0o755 });
  try {
    await recipe.prepare(scratch);
    const mmdebstrap = [
      'mmdebstrap',
      '--mode=unshare',
      '--format=tar',
      `--architectures=${architecture}`,
      ...recipe.args(scratch),
      'trixie',
      '-',
      mirror,
    ];
    await pipeline(mmdebstrap, ['tar', '-xp', '--numeric-owner', '-C', root], scratch, log, progress);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
  await must(['sync', '-f', root], { timeoutMs: 120_000 });
}

/**
 * Where mmdebstrap unpacks. Not under our own folders, which its user namespace may not be able to walk to, and not /tmp,
 * which may be memory (Debian 13). Always the same for one folder of images, so that the next build removes what a killed one left.
 */
export function scratchFolder(imagesDir: string): string {
  const name = createHash('sha256').update(imagesDir).digest('hex').slice(0, 8);
  return path.join('/var/tmp', `vethlab-build-${name}`);
}

/** What mmdebstrap says it is about to do, in words. */
const STEPS: [RegExp, string][] = [
  [/^I: downloading packages/m, 'downloading packages'],
  [/^I: extracting archives/m, 'unpacking the base system'],
  [/^I: installing remaining packages/m, 'installing Docker, Podman, Incus, LXD and the tools'],
  [/^I: running --customize-hook/m, 'setting up the lab host'],
  [/^I: creating tarball/m, 'writing the image'],
];

/** Runs `from | to`; what `from` says goes to `log` and, where it starts a known step, to `progress`. */
async function pipeline(
  from: string[],
  to: string[],
  scratch: string,
  log: string,
  progress: (step: string) => void,
): Promise<void> {
  const target = spawn(to[0] as string, to.slice(1), { stdio: ['pipe', 'ignore', 'pipe'] });
  const source = spawn(from[0] as string, from.slice(1), {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: childEnv({ TMPDIR: scratch }),
  });
  const stop = () => {
    source.kill('SIGTERM');
    target.kill('SIGTERM');
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
  source.stdout.pipe(target.stdin);
  target.stdin.on('error', () => {});
  let said = '';
  const listen = (chunk: Buffer) => {
    for (const [pattern, step] of STEPS) if (pattern.test(chunk.toString())) progress(step);
    said += chunk.toString();
  };
  source.stderr.on('data', listen);
  target.stderr.on('data', listen);
  try {
    const [sourceCode, targetCode] = await Promise.all([ended(source), ended(target)]);
    if (sourceCode === 0 && targetCode === 0) return;
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop);
    await writeFile(log, said);
  }
  throw new ImageError(explain(said));
}

function ended(child: ReturnType<typeof spawn>): Promise<number | null> {
  const { promise, resolve, reject } = Promise.withResolvers<number | null>();
  child.on('error', (error) =>
    reject(new ImageError(`${error.message}; npm run doctor says what is missing.`)),
  );
  child.on('close', resolve);
  return promise;
}

/** The reason in a failed build's output, and the way out. */
function explain(said: string): string {
  if (/No space left on device/.test(said)) {
    return `The disk filled up while the lab image was built; ${gigabytes(BUILD_SPACE)} are needed. Free some and start again.`;
  }
  if (/Could not (resolve|connect)|Unable to connect|Failed to fetch|Temporary failure/i.test(said)) {
    return "The Debian mirror in apt's sources can't be reached, and there is no lab image yet. Connect this machine to the network and start again; later starts need none.";
  }
  const lines = said.split('\n').filter((line) => /^E: /.test(line));
  return `The lab image could not be built (all it printed is in build.log beside it): ${(lines[0] ?? said.trim().slice(-300)).trim()}`;
}
