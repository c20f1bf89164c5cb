import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { must } from '../../lab-server/hosts/exec.ts';
import { folders } from '../../lab-server/setup/folders.ts';
import { ensurePackages } from '../../lab-server/setup/packages.ts';
import { SetupError } from '../../lab-server/setup/setup-error.ts';
import type { Architecture } from './architecture.ts';
import { vmFolder } from './disk.ts';
import { nativeFiles } from './elf.ts';

/** What is read of package-lock.json's packages. */
interface Locked {
  version: string;
  os?: string[];
  cpu?: string[];
  libc?: string[];
}

/** ms that npm may take on a slow line. */
const LIMIT = 20 * 60_000;

/**
 * Node's modules for another processor than this machine's: our own, in which all that is native is that processor's. Packages that are
 * made for each processor come from npm, Node itself among them; node-pty is compiled with Debian's cross compiler.
 * @returns their folder.
 * @throws SetupError where something native is missing, or is another processor's.
 */
export async function ensureModules(
  architecture: Architecture,
  tell: (doing: string) => void,
): Promise<string> {
  const lock = await readFile(path.join(folders.root, 'package-lock.json'), 'utf8');
  const packages: Record<string, Locked> = JSON.parse(lock).packages;
  const wanted = nativePackages(packages, architecture);
  const key = createHash('sha256').update(lock).digest('hex').slice(0, 16);
  const folder = path.join(vmFolder, `modules-${architecture.name}-${key}`);
  if (existsSync(folder)) return folder;
  const partial = `${folder}.partial`;
  await rm(partial, { recursive: true, force: true });
  tell(`fetching ${Object.keys(wanted).join(', ')}`);
  const fetched = await fetchAll(`${partial}.npm`, architecture, wanted);
  await must(['cp', '-al', path.join(folders.root, 'node_modules'), partial], { timeoutMs: LIMIT });
  for (const [place, one] of Object.entries(packages)) {
    const isNative = place.startsWith('node_modules/') && one.cpu !== undefined;
    if (isNative)
      await rm(path.join(partial, place.slice('node_modules/'.length)), { recursive: true, force: true });
  }
  for (const name of Object.keys(wanted)) {
    await mkdir(path.dirname(path.join(partial, name)), { recursive: true });
    await rename(path.join(fetched, name), path.join(partial, name));
  }
  const node = path.join(partial, 'node/bin/node');
  await rm(node);
  await link(path.join(partial, nodeOf(architecture), 'bin/node'), node);
  // esbuild's own command is put in the place of its script where it is installed.
  const esbuild = path.join(partial, 'esbuild/bin/esbuild');
  await rm(esbuild);
  await link(path.join(partial, `@esbuild/linux-${architecture.node}/bin/esbuild`), esbuild);
  tell('compiling node-pty');
  const pty = path.join(partial, 'node-pty/build/Release/pty.node');
  await rm(pty);
  await compilePty(partial, architecture, pty, tell);
  await rm(`${partial}.npm`, { recursive: true });
  for (const { file, processor } of nativeFiles(partial)) {
    if (processor !== architecture.node) throw new SetupError(`${file} in ${partial} is for ${processor}.`);
  }
  await rename(partial, folder);
  return folder;
}

const nodeOf = ({ node }: Architecture) => `node-linux-${node}`;

/** Names and versions of what package-lock.json has for a processor on Debian's Linux, and of its Node. */
function nativePackages(
  packages: Record<string, Locked>,
  architecture: Architecture,
): Record<string, string> {
  const isFor = ({ os = ['linux'], cpu, libc = ['glibc'] }: Locked) =>
    cpu?.includes(architecture.node) && os.includes('linux') && libc.includes('glibc');
  const found = Object.entries(packages).filter(([place, one]) => isFor(one) && !place.includes('musl'));
  return {
    ...Object.fromEntries(
      found.map(([place, { version }]) => [place.slice('node_modules/'.length), version]),
    ),
    [nodeOf(architecture)]: process.version.slice(1),
  };
}

/** @returns a node_modules folder with them. @throws SetupError */
async function fetchAll(
  folder: string,
  { node }: Architecture,
  wanted: Record<string, string>,
): Promise<string> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  // Another processor's packages are refused unless they are optional and npm is told that it is one.
  const manifest = { private: true, optionalDependencies: wanted };
  await writeFile(path.join(folder, 'package.json'), JSON.stringify(manifest));
  await must(
    [
      'npm',
      'install',
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      '--os=linux',
      `--cpu=${node}`,
      '--libc=glibc',
    ],
    { cwd: folder, timeoutMs: LIMIT },
  );
  const modules = path.join(folder, 'node_modules');
  const missing = Object.keys(wanted).filter((name) => !existsSync(path.join(modules, name)));
  if (missing.length > 0) throw new SetupError(`npm has no ${missing.join(', ')} for ${node}.`);
  return modules;
}

/** As node-pty's binding.gyp has it. Node's headers are those of the version that npm's package has; the interface is N-API's. */
async function compilePty(
  modules: string,
  architecture: Architecture,
  to: string,
  tell: (doing: string) => void,
): Promise<void> {
  const compiler = `${architecture.linux}-linux-gnu-g++`;
  await ensurePackages({ [`g++-${architecture.linux.replace('_', '-')}-linux-gnu`]: compiler }, tell);
  const include = [
    path.join(modules, nodeOf(architecture), 'include/node'),
    path.join(modules, 'node-addon-api'),
  ];
  await must(
    [
      ...[compiler, '-shared', '-fPIC', '-O2', '-std=gnu++17', '-DNAPI_CPP_EXCEPTIONS'],
      ...['-DBUILDING_NODE_EXTENSION', '-DNODE_GYP_MODULE_NAME=pty'],
      ...include.map((folder) => `-I${folder}`),
      ...[path.join(modules, 'node-pty/src/unix/pty.cc'), '-o', to, '-lutil'],
    ],
    { timeoutMs: LIMIT },
  );
}
