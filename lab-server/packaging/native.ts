import { chmodSync, copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { must } from '../common/exec.ts';
import { ensurePackages } from '../setup/packages.ts';
import type { Architecture } from './architecture.ts';
import { fetchPackages, nodePackage } from './fetched.ts';

const NODE = 'node_modules/node/bin/node';
const PTY = 'node_modules/node-pty/build/Release/pty.node';

/** Where native programs come from and go to. */
export interface Places {
  /** The clone, with its node_modules. */
  root: string;
  /** The package's root, in which both are put. */
  target: string;
  /** The folder that keeps what is fetched for another architecture. */
  cache: string;
}

/**
 * Puts Node and node-pty's addon for an architecture in their places, without symbols that only a debugger reads. For this machine's own
 * architecture they are the clone's. For another, Node comes from npm's registry, and Debian's cross compiler makes the addon.
 * @throws SetupError
 */
export async function putNative(
  { root, target, cache }: Places,
  architecture: Architecture,
  tell: (doing: string) => void,
): Promise<void> {
  const isOwn = architecture.node === process.arch;
  const sources = isOwn
    ? { node: path.join(root, NODE), pty: path.join(root, PTY) }
    : await foreign(root, cache, architecture, tell);
  const strip = isOwn ? 'strip' : `${architecture.gnu}-strip`;
  await ensurePackages(
    { [isOwn ? 'binutils' : `binutils-${architecture.gnu.replace('_', '-')}`]: strip },
    tell,
  );
  for (const [source, name] of [
    [sources.node, NODE],
    [sources.pty, PTY],
  ] as const) {
    const file = path.join(target, name);
    mkdirSync(path.dirname(file), { recursive: true });
    copyFileSync(source, file);
    await must([strip, '--strip-unneeded', file], { timeoutMs: 120_000 });
    chmodSync(file, name === NODE ? 0o755 : 0o644);
  }
}

async function foreign(
  root: string,
  cache: string,
  architecture: Architecture,
  tell: (doing: string) => void,
) {
  const node = await fetchNode(cache, architecture, tell);
  const pty = path.join(cache, 'pty.node');
  await compilePty({ modules: path.join(root, 'node_modules'), node, to: pty }, architecture, tell);
  return { node: path.join(node, 'bin/node'), pty };
}

/**
 * Compiles node-pty's addon for another architecture with Debian's cross compiler, as its binding.gyp has it.
 * @param places node_modules with node-pty; the folder of that architecture's Node, which has the headers; and the file to make.
 */
export async function compilePty(
  { modules, node, to }: { modules: string; node: string; to: string },
  { gnu, debian }: Architecture,
  tell: (doing: string) => void,
): Promise<void> {
  const compiler = `${gnu}-g++`;
  await ensurePackages({ [`g++-${gnu.replace('_', '-')}`]: compiler }, tell);
  tell(`compiling node-pty for ${debian}`);
  // It uses Node's N-API, whose ABI stays the same.
  await must(
    [
      ...[compiler, '-shared', '-fPIC', '-O2', '-std=gnu++17', '-fno-rtti', '-D_FORTIFY_SOURCE=2'],
      ...['-DNAPI_CPP_EXCEPTIONS', '-DBUILDING_NODE_EXTENSION', '-DNODE_GYP_MODULE_NAME=pty'],
      ...[`-I${path.join(node, 'include/node')}`, `-I${path.join(modules, 'node-addon-api')}`],
      ...[path.join(modules, 'node-pty/src/unix/pty.cc'), '-o', to, '-lutil'],
    ],
    { timeoutMs: 300_000 },
  );
}

/** Fetches Node in our own version for another architecture. @returns its folder. */
async function fetchNode(
  cache: string,
  architecture: Architecture,
  tell: (doing: string) => void,
): Promise<string> {
  const name = nodePackage(architecture);
  const version = process.version.slice(1);
  const folder = path.join(cache, 'node_modules', name);
  if (existsSync(path.join(folder, 'bin/node')) && existsSync(path.join(cache, `node-${version}`)))
    return folder;
  tell(`fetching Node ${version}`);
  await fetchPackages(cache, architecture, { [name]: version });
  writeFileSync(path.join(cache, `node-${version}`), '');
  return folder;
}
