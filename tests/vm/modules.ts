import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { link, mkdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { must } from '../../lab-server/common/exec.ts';
import { checkMachines } from '../../lab-server/packaging/elf.ts';
import { fetchPackages, nodePackage } from '../../lab-server/packaging/fetched.ts';
import { compilePty } from '../../lab-server/packaging/native.ts';
import { folders } from '../../lab-server/setup/folders.ts';
import type { Architecture } from './architecture.ts';
import { vmFolder } from './disk.ts';

/** The part of package-lock.json's packages that is read. */
interface Locked {
  version: string;
  os?: string[];
  cpu?: string[];
  libc?: string[];
}

/** ms that npm may take on a slow line. */
const LIMIT = 20 * 60_000;

/**
 * Node's modules for another processor than this machine's: our own, in which all native code is that processor's. Packages that are made for
 * each processor come from npm, Node itself among them; node-pty is compiled with Debian's cross compiler.
 * @returns their folder.
 * @throws SetupError when native code is missing, or is another processor's.
 */
export async function ensureModules(
  architecture: Architecture,
  tell: (doing: string) => void,
): Promise<string> {
  const lock = await readFile(path.join(folders.root, 'package-lock.json'), 'utf8');
  const packages: Record<string, Locked> = JSON.parse(lock).packages;
  const wanted = nativePackages(packages, architecture);
  const key = createHash('sha256').update(lock).digest('hex').slice(0, 16);
  const folder = path.join(vmFolder, `modules-${architecture.debian}-${key}`);
  if (existsSync(folder)) return folder;
  const partial = `${folder}.partial`;
  await rm(partial, { recursive: true, force: true });
  tell(`fetching ${Object.keys(wanted).join(', ')}`);
  await rm(`${partial}.npm`, { recursive: true, force: true });
  const fetched = await fetchPackages(`${partial}.npm`, architecture, wanted);
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
  const program = path.join(partial, 'node/bin/node');
  await rm(program);
  await link(path.join(partial, nodePackage(architecture), 'bin/node'), program);
  // Where esbuild is installed, its own command replaces its script.
  const esbuild = path.join(partial, 'esbuild/bin/esbuild');
  await rm(esbuild);
  await link(path.join(partial, `@esbuild/linux-${architecture.node}/bin/esbuild`), esbuild);
  const pty = path.join(partial, 'node-pty/build/Release/pty.node');
  await rm(pty);
  const node = path.join(partial, nodePackage(architecture));
  await compilePty({ modules: partial, node, to: pty }, architecture, tell);
  await rm(`${partial}.npm`, { recursive: true });
  checkMachines(partial, architecture);
  await rename(partial, folder);
  return folder;
}

/** Names and versions of the packages in package-lock.json for a processor on Debian's Linux, and of its Node. */
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
    [nodePackage(architecture)]: process.version.slice(1),
  };
}
