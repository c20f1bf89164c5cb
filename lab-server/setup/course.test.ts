import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { must } from '../common/exec.ts';
import { readCourse, readWholeCourse } from '../course/course-file.ts';
import { temporaryFolder } from '../testing/temporary.ts';
import { ensureBeside, mirror, ownPackages } from './course.ts';
import { folders, placeBeside } from './folders.ts';

function put(folder: string, file: string, text: string): void {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  writeFileSync(path.join(folder, file), text, { mode: 0o600 });
}

test('a fault in course.yaml is named with its field and the allowed values', () => {
  const folder = temporaryFolder();
  expect(() => readCourse(folder)).toThrow(/has no course\.yaml.*new course/);
  put(folder, 'course.yaml', 'title: [');
  expect(() => readCourse(folder, 'COURSE=x')).toThrow(/^COURSE=x: course\.yaml: /);
  put(folder, 'course.yaml', 'title: A\nsummary: B\npackages: [strace, "rm -rf"]\nchapters: ../..\n');
  expect(() => readCourse(folder)).toThrow(
    /at chapters[\s\S]*name of a Debian package[\s\S]*at packages\[1\]/,
  );
  put(folder, 'course.yaml', 'title: A\nsummary: B\n');
  expect(() => readWholeCourse(folder)).toThrow(/has no folder chapters/);
  put(folder, 'chapters/01-a.mdx', '');
  expect(readCourse(folder)).toEqual({
    title: 'A',
    summary: { en: 'B' },
    scenario: 'lesson',
    packages: [],
    chapters: 'chapters',
  });
});

test('the served course follows its source in changed, new and removed files, without hidden files and links that lead elsewhere', async () => {
  const [from, to] = [temporaryFolder(), path.join(temporaryFolder(), 'course')];
  put(from, 'course.yaml', 'one');
  put(from, 'exercises/01-a/solve.sh', 'true');
  put(from, '.git/config', 'x');
  put(from, 'node_modules/a/index.js', 'x');
  symlinkSync('/etc/passwd', path.join(from, 'link'));
  await mirror(from, to);
  expect(readFileSync(path.join(to, 'course.yaml'), 'utf8')).toBe('one');
  expect(statSync(path.join(to, 'exercises/01-a/solve.sh')).mode & 0o004).toBe(0o004);
  for (const name of ['.git', 'node_modules', 'link']) expect(existsSync(path.join(to, name))).toBe(false);

  const before = statSync(path.join(to, 'course.yaml'));
  put(from, 'chapters/01-a.mdx', 'new');
  rmSync(path.join(from, 'exercises'), { recursive: true });
  await mirror(from, to);
  expect(readFileSync(path.join(to, 'chapters/01-a.mdx'), 'utf8')).toBe('new');
  expect(existsSync(path.join(to, 'exercises'))).toBe(false);
  const after = statSync(path.join(to, 'course.yaml'));
  expect([after.ino, after.mtimeMs]).toEqual([before.ino, before.mtimeMs]);
});

test('a file that is read while it is copied is the old one or the new one, whole', async () => {
  const [from, to] = [temporaryFolder(), path.join(temporaryFolder(), 'course')];
  const texts = ['a', 'b'].map((letter) => letter.repeat(8_000_000));
  put(from, 'course.yaml', texts[0] ?? '');
  await mirror(from, to);
  let isOver = false;
  const seen = new Set<string>();
  const reading = (async () => {
    while (!isOver) {
      const text = await readFile(path.join(to, 'course.yaml'), 'utf8');
      seen.add(texts.includes(text) ? (text[0] ?? '') : `${text.length} bytes`);
    }
  })();
  for (const text of [1, 0, 1, 0].map((i) => texts[i] ?? '')) {
    put(from, 'course.yaml', text);
    await mirror(from, to);
  }
  isOver = true;
  await reading;
  expect([...seen].sort()).toEqual(['a', 'b']);
});

/** A name that no course on this machine has, whose copy is gone after the test. */
function freshName(): string {
  const name = `test-${randomUUID()}`;
  onTestFinished(() => rmSync(placeBeside(name).ofCourse, { recursive: true, force: true }));
  return name;
}

function putCourse(folder: string, title: string, more = ''): void {
  put(folder, 'course.yaml', `title: ${title}\nsummary: What it teaches.\n${more}`);
  put(folder, 'chapters/01-a.mdx', '');
}

test('each folder and tar file in COURSES is a course, and one with something wrong keeps no other from being served', async () => {
  const shelf = temporaryFolder();
  const [folder, tar, broken, empty] = [freshName(), freshName(), freshName(), freshName()];
  putCourse(path.join(shelf, folder), 'In a folder');
  const packed = temporaryFolder();
  putCourse(path.join(packed, 'anything'), 'In a tar file');
  await must(['tar', '-czf', path.join(shelf, `${tar}.tar.gz`), '-C', packed, 'anything']);
  putCourse(path.join(shelf, broken), 'Broken', 'scenario: {');
  mkdirSync(path.join(shelf, empty));
  putCourse(path.join(shelf, 'desk'), 'Another desk');
  putCourse(path.join(shelf, folders.name), 'The first once more');
  putCourse(path.join(shelf, 'Not_A_Name'), 'Badly named');
  put(shelf, 'README.md', 'no course');
  put(shelf, '.hidden/course.yaml', 'title: Hidden');

  const { courses, leftOut } = await ensureBeside(shelf);
  expect(courses.map(({ place, file }) => [place.name, place.base, file.title]).sort()).toEqual(
    [
      [folder, `/${folder}`, 'In a folder'],
      [tar, `/${tar}`, 'In a tar file'],
    ].sort(),
  );
  for (const { place } of courses) expect(existsSync(path.join(place.course, 'course.yaml'))).toBe(true);
  const said = leftOut.join('\n');
  expect(leftOut).toHaveLength(5);
  expect(said).toMatch(new RegExp(`${broken}: course\\.yaml: `));
  expect(said).toMatch(new RegExp(`${empty} has no course\\.yaml`));
  expect(said).toMatch(/desk: its pages would be at \/desk\//);
  expect(said).toMatch(/is the name of vethlab’s own course/);
  expect(said).toMatch(/Not_A_Name: a course's folder or tar file is named with small letters/);
  for (const name of [broken, empty]) expect(existsSync(placeBeside(name).ofCourse)).toBe(false);
});

test('COURSES that is no folder is said, and without it there is nothing beside the first course', async () => {
  await expect(ensureBeside('/no/such/folder')).rejects.toThrow(/COURSES=.*there is no such folder/);
  expect(await ensureBeside(undefined)).toEqual({ courses: [], leftOut: [] });
});

test('one image has the packages of all courses, under the name of the one that wants any or of several', () => {
  const [a, b, c] = [
    { place: { name: 'a' }, file: { packages: ['strace', 'psmisc'] } },
    { place: { name: 'b' }, file: { packages: [] } },
    { place: { name: 'c' }, file: { packages: ['psmisc', 'socat'] } },
  ] as const;
  expect(ownPackages([b])).toBeUndefined();
  expect(ownPackages([a, b])).toEqual({ course: 'a', packages: ['strace', 'psmisc'] });
  const several = ownPackages([a, b, c]);
  expect(several?.packages).toEqual(['strace', 'psmisc', 'socat']);
  expect(several?.course).toMatch(/^2-[0-9a-f]{8}$/);
  expect(ownPackages([c, a])?.course).toBe(several?.course);
});
