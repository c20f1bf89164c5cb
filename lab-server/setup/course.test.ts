import { existsSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readCourse, readWholeCourse } from '../course/course-file.ts';
import { temporaryFolder } from '../testing/temporary.ts';
import { mirror } from './course.ts';

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
