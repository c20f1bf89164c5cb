import { existsSync, readFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { run } from '../common/exec.ts';
import { childEnv } from '../settings/environment.ts';
import { hashOf } from './files.ts';
import { folders } from './folders.ts';
import { installed } from './installed.ts';
import { SetupError } from './setup-error.ts';

/** The files that the pages are made of. */
const INPUTS = ['site', 'protocol', 'docs', 'astro.config.mjs', 'package-lock.json'].map((name) =>
  path.join(folders.root, name),
);
const COURSE =
  folders.course === folders.root
    ? [folders.exercises, path.join(folders.root, 'course.yaml')]
    : [folders.course];
const KEY = path.join(folders.ofCourse, 'site.key');
/** The variables that astro.config.mjs takes, relative to the project's root. */
export const siteEnv = {
  COURSE_DIR: path.relative(folders.root, folders.course),
  MADE_DIR: path.relative(folders.root, folders.ofCourse),
};

/**
 * Builds the pages if anything that they are made of has changed. A package brings the pages, and nothing that builds them.
 * @returns words for what was done. @throws SetupError with Astro's complaint.
 */
export async function ensureSite(tell: (doing: string) => void): Promise<string> {
  if (installed) return 'there';
  const key = await hashOf([...INPUTS, ...COURSE]);
  if (existsSync(KEY) && existsSync(folders.site) && readFileSync(KEY, 'utf8') === key) return 'there';
  tell('building');
  await rm(KEY, { force: true });
  const astro = path.join(folders.root, 'node_modules/astro/bin/astro.mjs');
  const env = childEnv({ ASTRO_TELEMETRY_DISABLED: '1', NODE_ENV: 'production', ...siteEnv });
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
