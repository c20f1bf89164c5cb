import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { run } from '../hosts/exec.ts';
import { folders } from './folders.ts';
import { SetupError } from './setup-error.ts';

/** What the pages are made of. */
const INPUTS = ['site', 'protocol', 'exercises', 'astro.config.mjs', 'package-lock.json'];
const KEY = path.join(folders.made, 'site.key');

/**
 * Builds the pages when anything they are made of has changed.
 * @returns words for what was done. @throws SetupError with what Astro complained of.
 */
export async function ensureSite(tell: (doing: string) => void): Promise<string> {
  const key = await hashOf(INPUTS.map((name) => path.join(folders.root, name)));
  if (existsSync(KEY) && existsSync(folders.site) && readFileSync(KEY, 'utf8') === key) return 'there';
  tell('building');
  await rm(KEY, { force: true });
  const astro = path.join(folders.root, 'node_modules/astro/bin/astro.mjs');
  const env = { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' };
  const { code, stdout, stderr } = await run([process.execPath, astro, 'build'], {
    cwd: folders.root,
    env,
    timeoutMs: 600_000,
  });
  if (code !== 0)
    throw new SetupError(`the pages could not be built: ${(stderr || stdout).trim().slice(-800)}`);
  await writeFile(KEY, key);
  return 'built';
}

async function hashOf(paths: string[]): Promise<string> {
  const hash = createHash('sha256').update(process.version);
  for (const one of paths) {
    const isFile = path.extname(one) !== '';
    const names = isFile ? [''] : await filesUnder(one);
    for (const name of names) hash.update(`\0${one}/${name}\0`).update(await readFile(path.join(one, name)));
  }
  return hash.digest('hex');
}

async function filesUnder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && !entry.name.includes('.test.'));
  return files.map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name))).sort();
}
