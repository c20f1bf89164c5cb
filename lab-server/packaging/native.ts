import { chmodSync, copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { must, run } from '../hosts/exec.ts';
import { ensurePackages } from '../setup/packages.ts';
import { SetupError } from '../setup/setup-error.ts';
import type { Architecture } from './architecture.ts';

const NODE = 'node_modules/node/bin/node';
const PTY = 'node_modules/node-pty/build/Release/pty.node';

/** Where native programs come from and go to. */
export interface Places {
  /** The clone, with its node_modules. */
  root: string;
  /** The package's root, in which both get their place. */
  target: string;
  /** What is fetched for another architecture is kept here. */
  cache: string;
}

/**
 * Puts Node and node-pty's addon for an architecture in their places, without symbols that only a debugger reads. Those of this machine's own are
 * the clone's; for another Node is fetched from npm's registry, and the addon compiled with Debian's cross compiler.
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
  const compiler = `${architecture.gnu}-g++`;
  await ensurePackages({ [`g++-${architecture.gnu.replace('_', '-')}`]: compiler }, tell);
  tell(`compiling node-pty for ${architecture.debian}`);
  const pty = path.join(cache, 'pty.node');
  // As its binding.gyp has it. The headers are Node's own of that package, and its ABI is N-API's, which stays.
  await must(
    [
      ...[compiler, '-shared', '-fPIC', '-O2', '-std=gnu++17', '-fno-rtti', '-D_FORTIFY_SOURCE=2'],
      ...['-DNAPI_CPP_EXCEPTIONS', '-DBUILDING_NODE_EXTENSION', '-DNODE_GYP_MODULE_NAME=pty'],
      `-I${path.join(node, 'include/node')}`,
      `-I${path.join(root, 'node_modules/node-addon-api')}`,
      ...[path.join(root, 'node_modules/node-pty/src/unix/pty.cc'), '-o', pty, '-lutil'],
    ],
    { timeoutMs: 300_000 },
  );
  return { node: path.join(node, 'bin/node'), pty };
}

/** Node of our own version for another architecture, as npm has it: a package for each. @returns its folder. */
async function fetchNode(
  cache: string,
  { node }: Architecture,
  tell: (doing: string) => void,
): Promise<string> {
  const name = `node-linux-${node}`;
  const version = process.version.slice(1);
  const folder = path.join(cache, 'node_modules', name);
  if (existsSync(path.join(folder, 'bin/node')) && existsSync(path.join(cache, `node-${version}`)))
    return folder;
  tell(`fetching Node ${version}`);
  mkdirSync(cache, { recursive: true });
  // A required module of another architecture is refused; an optional one is taken by --cpu.
  const manifest = { private: true, optionalDependencies: { [name]: version } };
  writeFileSync(path.join(cache, 'package.json'), JSON.stringify(manifest));
  const flags = [
    '--no-audit',
    '--no-fund',
    '--ignore-scripts',
    '--os=linux',
    `--cpu=${node}`,
    '--libc=glibc',
  ];
  const { code, stderr } = await run(['npm', 'install', ...flags], { cwd: cache, timeoutMs: 600_000 });
  if (code !== 0 || !existsSync(path.join(folder, 'bin/node'))) {
    throw new SetupError(
      `npm could not fetch ${name} ${version}, which a package for ${node} takes; connect this machine to its registry and try again. ${stderr.trim().slice(-300)}`,
    );
  }
  writeFileSync(path.join(cache, `node-${version}`), '');
  return folder;
}
