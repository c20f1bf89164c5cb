import { existsSync, readFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { run } from '../common/exec.ts';
import { childEnv } from '../settings/environment.ts';
import { hashOf } from './files.ts';
import { type CoursePlace, folders } from './folders.ts';
import { installed } from './installed.ts';
import { SetupError } from './setup-error.ts';

/** The files that the pages are made of. */
const INPUTS = ['site', 'protocol', 'docs', 'astro.config.mjs', 'package-lock.json'].map((name) =>
  path.join(folders.root, name),
);

/** The variables that astro.config.mjs takes, relative to the project's root. */
export const siteEnv = (place: CoursePlace) => ({
  COURSE_DIR: path.relative(folders.root, place.course),
  CACHE_DIR: path.relative(
    folders.root,
    path.join(place.ofCourse, place.base === '' ? 'astro' : 'astro-below'),
  ),
  SITE_DIR: path.relative(folders.root, place.site),
  SITE_BASE: place.base,
});

/**
 * Builds a course's pages, the first one's if none is named, if anything that they are made of has changed. A package brings the pages, and nothing
 * that builds them.
 * @returns words for what was done. @throws SetupError with Astro's complaint.
 */
export async function ensureSite(
  tell: (doing: string) => void,
  place: CoursePlace = folders,
): Promise<string> {
  if (installed) return 'there';
  const keyFile = `${place.site}.key`;
  const key = await hashOf([...INPUTS, ...filesOf(place)]);
  if (existsSync(keyFile) && existsSync(place.site) && readFileSync(keyFile, 'utf8') === key) return 'there';
  tell('building');
  await rm(keyFile, { force: true });
  const astro = path.join(folders.root, 'node_modules/astro/bin/astro.mjs');
  const env = childEnv({ ASTRO_TELEMETRY_DISABLED: '1', NODE_ENV: 'production', ...siteEnv(place) });
  const { code, stdout, stderr } = await run([process.execPath, astro, 'build'], {
    cwd: folders.root,
    env,
    timeoutMs: 600_000,
  });
  if (code !== 0)
    throw new SetupError(`the pages could not be built: ${(stderr || stdout).trim().slice(-800)}`);
  await writeFile(keyFile, key);
  return 'built';
}

const filesOf = ({ course, exercises }: CoursePlace): string[] =>
  course === folders.root ? [exercises, path.join(folders.root, 'course.yaml')] : [course];
