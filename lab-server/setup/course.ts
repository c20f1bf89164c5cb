import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import {
  chmod,
  copyFile,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  writeFile,
} from 'node:fs/promises';
import path from 'node:path';
import { type CourseFile, CourseName, OWN_COURSE } from '../../protocol/course.ts';
import { must } from '../common/exec.ts';
import { unpack } from '../common/unpack.ts';
import { CourseError } from '../course/course-error.ts';
import { readWholeCourse } from '../course/course-file.ts';
import type { OwnPackages } from '../hosts/image/build.ts';
import { leadsElsewhere } from '../http/course-paths.ts';
import { settings } from '../settings/given.ts';
import { filesUnder } from './files.ts';
import { type CoursePlace, folders, nameOf, placeBeside } from './folders.ts';
import { installed } from './installed.ts';

/** Most bytes of a course, which is copied and read whole. */
const MOST = 200e6;
/** Most files and folders in a tar file. */
const MOST_FILES = 20_000;

/**
 * Puts the course that COURSE names, a folder or a tar file, in the folder from which it is served. vethlab's own course stays where it
 * is. Files that are the same are left alone, since a lab server may have them open.
 * @returns what its course.yaml says.
 * @throws CourseError when there is none, something in it is wrong, or the package is asked for another course than its own.
 */
export async function ensureCourse(): Promise<CourseFile> {
  if (folders.course !== folders.root) {
    if (installed) {
      throw new CourseError(
        `COURSE=${settings.COURSE}: the package brings the pages of its own course, and no Astro to build those of another; leave COURSE out, or serve it from a clone of vethlab with npm start.`,
      );
    }
    await put(settings.COURSE ?? '', folders, 'COURSE');
  }
  return readWholeCourse(folders.course);
}

/** A course that is served, and what its course.yaml says. */
export interface PutCourse {
  place: CoursePlace;
  file: CourseFile;
}

/** The courses that COURSES names: those that are put in their folders, and why each other one is left out. */
interface Beside {
  courses: PutCourse[];
  leftOut: string[];
}

/**
 * Does the same for the courses in the folder that COURSES names: each folder and each tar file in it is one, in the order of their names. One with
 * something wrong is left out, so that it keeps no other from being served.
 * @param shelf the folder; undefined when there is none.
 * @throws CourseError when it is no folder, or the package is asked for other courses than its own.
 */
export async function ensureBeside(shelf: string | undefined): Promise<Beside> {
  const beside: Beside = { courses: [], leftOut: [] };
  if (shelf === undefined) return beside;
  if (installed) {
    throw new CourseError(
      `COURSES=${shelf}: the package brings the pages of its own course, and no Astro to build those of others; leave COURSES out, or serve them from a clone of vethlab with npm start.`,
    );
  }
  if (!existsSync(shelf) || !statSync(shelf).isDirectory()) {
    throw new CourseError(
      `COURSES=${shelf}: there is no such folder; give the path of a folder that has courses in it, each a folder or a tar file.`,
    );
  }
  for (const source of await sourcesIn(shelf)) {
    try {
      const place = placeBeside(nameOf(source));
      if (beside.courses.some((one) => one.place.name === place.name))
        throw new CourseError(`COURSES=${source}: there is another course named ${place.name}; rename one.`);
      await put(source, place, 'COURSES');
      beside.courses.push({ place, file: readWholeCourse(place.course, source) });
    } catch (error) {
      const { message } = error as Error;
      beside.leftOut.push(error instanceof CourseError ? message : `COURSES=${source}: ${message}`);
    }
  }
  return beside;
}

/** The folders and tar files in a folder, but for the one that is served as the first course. */
async function sourcesIn(shelf: string): Promise<string[]> {
  const first = settings.COURSE === undefined ? folders.root : settings.COURSE;
  const firstSource = existsSync(first) ? await realpath(first) : undefined;
  const sources: string[] = [];
  for (const name of readdirSync(shelf).sort()) {
    const source = path.join(shelf, name);
    if (name.startsWith('.') || !existsSync(source)) continue;
    if (!statSync(source).isDirectory() && nameOf(source) === name) continue;
    if ((await realpath(source)) !== firstSource) sources.push(source);
  }
  return sources;
}

/** The folder in which an author writes the course. @throws CourseError when the course was given as a tar file. */
export function courseSource(): string {
  if (folders.course === folders.root) return folders.root;
  const source = path.resolve(settings.COURSE ?? '');
  if (existsSync(source) && statSync(source).isDirectory()) return source;
  throw new CourseError(`COURSE=${source} is no folder; unpack the course to work on it.`);
}

/** A course, as far as its packages go. */
interface Packed {
  place: Pick<CoursePlace, 'name'>;
  file: { packages: readonly string[] };
}

/** The packages of all courses that are served, as ensureImage takes them; undefined if no course has any. */
export function ownPackages(courses: readonly Packed[]): OwnPackages | undefined {
  const own = courses.filter(({ file }) => file.packages.length > 0);
  if (own.length === 0) return undefined;
  const names = own.map(({ place }) => place.name).sort();
  const packages = [...new Set(own.flatMap(({ file }) => file.packages))];
  // Several names may be longer together than the name of a folder can be.
  const [one = '', another] = names;
  return { course: another === undefined ? one : `${names.length}-${shortHash(names.join('/'))}`, packages };
}

/** @param setting the variable that names the course, for messages. */
async function put(source: string, place: CoursePlace, setting: 'COURSE' | 'COURSES'): Promise<void> {
  const { name } = place;
  const asked = `${setting}=${source}`;
  if (!CourseName.safeParse(name).success) {
    throw new CourseError(
      `${asked}: a course's folder or tar file is named with small letters, digits and dashes, such as two-bridges; rename it.`,
    );
  }
  if (name === OWN_COURSE) {
    throw new CourseError(
      `${asked}: ${name} is the name of vethlab’s own course; rename the folder or tar file.`,
    );
  }
  if (setting === 'COURSES' && name === folders.name)
    throw new CourseError(`${asked}: the first course is named ${name}, too; rename the folder or tar file.`);
  if (setting === 'COURSES' && leadsElsewhere(name))
    throw new CourseError(
      `${asked}: its pages would be at /${name}/, which leads somewhere else; rename the folder or tar file.`,
    );
  if (!existsSync(source)) {
    throw new CourseError(`${asked}: there is nothing; give the path of a course's folder or tar file.`);
  }
  if (statSync(source).isDirectory()) return putFolder(source, source, place, asked);
  mkdirSync(folders.made, { recursive: true });
  const unpacked = await mkdtemp(path.join(folders.made, 'unpacked-'));
  try {
    await unpack(source, unpacked, { bytes: MOST, entries: MOST_FILES, timeoutMs: 120_000 }).catch(
      (error: Error) => {
        throw new CourseError(`${asked}: ${error.message}.`);
      },
    );
    await putFolder(await topOf(unpacked), source, place, asked);
  } finally {
    await rm(unpacked, { recursive: true, force: true });
  }
}

async function putFolder(folder: string, source: string, place: CoursePlace, asked: string): Promise<void> {
  // A folder that is no course leaves nothing behind.
  readWholeCourse(folder, source);
  await beTheSame(await realpath(source), place, asked);
  await mirror(folder, place.course);
}

const shortHash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 8);

/** Marks belong to a course's name, so another course of that name must not get them. */
async function beTheSame(source: string, { name, ofCourse }: CoursePlace, asked: string): Promise<void> {
  const noted = path.join(ofCourse, 'from');
  mkdirSync(ofCourse, { recursive: true });
  const from = existsSync(noted) ? await readFile(noted, 'utf8') : source;
  if (from !== source) {
    throw new CourseError(
      `${asked}: a course named ${name} was served from ${from} before, and its learners' marks go by that name. ` +
        `If it is another course, rename its folder; if it has moved, remove ${noted}.`,
    );
  }
  await writeFile(noted, source);
}

/** A tar file has the course at its top, or in the one folder at its top. */
async function topOf(unpacked: string): Promise<string> {
  const names = await readdir(unpacked);
  if (names.includes('course.yaml') || names.length !== 1) return unpacked;
  return path.join(unpacked, names[0] as string);
}

/**
 * Makes `to` a copy of `from`, file by file, readable for everybody. Files that are gone from `from` go from `to`. A program that reads
 * `to` at the same time, such as Astro in a preview, never finds half a file.
 */
export async function mirror(from: string, to: string): Promise<void> {
  const names = await filesUnder(from);
  const bytes = names.reduce((sum, name) => sum + statSync(path.join(from, name)).size, 0);
  if (bytes > MOST) {
    throw new CourseError(
      `${from}: ${Math.round(bytes / 1e6)} MB; a course may have ${MOST / 1e6}. Take out what does not belong to it.`,
    );
  }
  for (const name of names) {
    const [source, target] = [path.join(from, name), path.join(to, name)];
    if (await isSame(source, target)) continue;
    await makeFolders(to, path.dirname(name));
    const draft = `${to}.new`;
    await copyFile(source, draft);
    await chmod(draft, 0o644);
    await rename(draft, target);
  }
  if (!existsSync(to)) return;
  const wanted = new Set(names);
  for (const name of await filesUnder(to)) if (!wanted.has(name)) await rm(path.join(to, name));
  await must(['find', to, '-mindepth', '1', '-type', 'd', '-empty', '-delete']);
}

/** @param folder within `to` */
async function makeFolders(to: string, folder: string): Promise<void> {
  await mkdir(path.join(to, folder), { recursive: true });
  // This makes them readable whatever the umask is.
  const parts = folder.split('/');
  for (let i = 0; i <= parts.length; i++) await chmod(path.join(to, ...parts.slice(0, i)), 0o755);
}

async function isSame(source: string, target: string): Promise<boolean> {
  if (!existsSync(target) || statSync(target).size !== statSync(source).size) return false;
  return (await readFile(source)).equals(await readFile(target));
}
