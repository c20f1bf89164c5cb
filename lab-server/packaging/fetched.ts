import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { run } from '../common/exec.ts';
import { SetupError } from '../setup/setup-error.ts';
import type { Architecture } from './architecture.ts';

/** ms that npm may take on a slow line. */
const LIMIT = 20 * 60_000;

/** The package in which npm has Node's program for an architecture. */
export const nodePackage = ({ node }: Architecture) => `node-linux-${node}`;

/**
 * Fetches packages, given as versions by name, from npm's registry for an architecture.
 * @returns their node_modules folder. @throws SetupError
 */
export async function fetchPackages(
  folder: string,
  { node }: Architecture,
  wanted: Record<string, string>,
): Promise<string> {
  await mkdir(folder, { recursive: true });
  // npm refuses a required package of another architecture, but takes an optional one with --cpu.
  const manifest = { private: true, optionalDependencies: wanted };
  await writeFile(path.join(folder, 'package.json'), JSON.stringify(manifest));
  const flags = ['--no-audit', '--no-fund', '--ignore-scripts'];
  const target = ['--os=linux', `--cpu=${node}`, '--libc=glibc'];
  const { code, stderr } = await run(['npm', 'install', ...flags, ...target], {
    cwd: folder,
    timeoutMs: LIMIT,
  });
  const modules = path.join(folder, 'node_modules');
  const missing = Object.keys(wanted).filter((name) => !existsSync(path.join(modules, name, 'package.json')));
  if (code === 0 && missing.length === 0) return modules;
  throw new SetupError(
    `npm could not fetch ${missing.join(', ')} for ${node}; connect this machine to its registry and try again. ${stderr.trim().slice(-300)}`,
  );
}
