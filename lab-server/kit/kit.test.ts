import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { loadCatalog } from '../grading/catalog.ts';
import { loadChecker } from '../grading/checker.ts';
import { CourseError } from '../grading/course-error.ts';
import { readCourse } from '../setup/course.ts';
import { folders } from '../setup/folders.ts';
import { temporaryFolder } from '../testing/temporary.ts';
import { checksDocument } from './checks-document.ts';
import { commandLine } from './command-line.ts';
import { provable } from './course-files.ts';
import { type CoursePlace, writeCourse, writeNew } from './new.ts';
import { courseSchema, exerciseSchema } from './schema.ts';

/** Within the project, as a course that is served is: by that it finds vethlab's own code. */
function emptyCourse(): CoursePlace {
  return { folder: temporaryFolder(folders.made), chapters: 'chapters' };
}

test('docs/checks.md is what the code says', () => {
  expect(readFileSync(path.join(folders.root, 'docs/checks.md'), 'utf8')).toBe(checksDocument());
});

test('a new exercise is one that the catalog takes, with all that is proved of it, beside those there are', async () => {
  const place = emptyCourse();
  const root = place.folder;
  expect(() => writeNew('exercise', 'my-bridge', place)).toThrow(/no chapter yet/);
  writeNew('chapter', 'bridges', place);
  const [first = ''] = writeNew('exercise', 'my-bridge', place);
  expect(first).toBe('exercises/01-my-bridge/exercise.yaml');
  expect(writeNew('exercise', 'another', place)[0]).toBe('exercises/02-another/exercise.yaml');
  const exercisesDir = path.join(root, 'exercises');
  const catalog = await loadCatalog(exercisesDir, path.join(root, 'checkers'));
  const exercise = catalog.get('my-bridge');
  expect(exercise).toMatchObject({
    number: 1,
    chapter: '01-bridges',
    isTask: true,
    watch: true,
    hints: { length: 2 },
  });
  if (exercise)
    expect(provable(exercisesDir, exercise).wrong).toMatchObject([{ file: { finding: 'bridge' } }]);
  expect(() => writeNew('exercise', 'my-bridge', place)).toThrow(CourseError);
  for (const name of ['My Bridge', '../out', ''])
    expect(() => writeNew('exercise', name, place)).toThrow(CourseError);
});

test('a new checker is one that loads', async () => {
  const ours = { folder: folders.root, chapters: 'site/chapters' };
  expect(() => writeNew('checker', 'open-ports', ours)).toThrow(/is there already/);
  expect(() => writeNew('chapters', 'x', ours)).toThrow(/no new chapters/);
  expect(() => writeNew('chapter', 'ipv6', ours)).toThrow(/There is one named ipv6/);
  const made = emptyCourse();
  expect(writeNew('chapter', 'more', made)).toEqual(['chapters/01-more.mdx']);
  const [file = ''] = writeNew('checker', 'addresses', made);
  const { check } = await loadChecker(path.join(made.folder, file));
  expect(check.answer.safeParse({ count: 3 }).success).toBe(true);
});

test('a new course is one that the lab server takes, with a chapter and an exercise', async () => {
  const folder = path.join(temporaryFolder(), 'two-bridges');
  const files = writeCourse(folder);
  expect(files.slice(0, 2)).toEqual(['course.yaml', 'chapters/01-first-steps.mdx']);
  expect(readCourse(folder)).toMatchObject({ title: 'Two bridges', scenario: [], packages: [] });
  const catalog = await loadCatalog(path.join(folder, 'exercises'), path.join(folder, 'checkers'));
  expect(catalog.get('my-bridge')).toMatchObject({ chapter: '01-first-steps' });
  expect(() => writeCourse(folder)).toThrow(/is there already/);
  expect(() => writeCourse(path.join(folder, 'Two Bridges'))).toThrow(CourseError);
  const schema = z.fromJSONSchema(courseSchema() as never);
  const course = parse(readFileSync(path.join(folder, 'course.yaml'), 'utf8'));
  expect(schema.safeParse(course).success).toBe(true);
  expect(schema.safeParse({ ...course, package: [] }).success).toBe(false);
});

test('an editor that has the schema takes what the catalog takes, and marks what it does not', () => {
  const schema = z.fromJSONSchema(exerciseSchema() as never);
  const place = emptyCourse();
  writeNew('chapter', 'bridges', place);
  const [file = ''] = writeNew('exercise', 'my-bridge', place);
  const exercise = parse(readFileSync(path.join(place.folder, file), 'utf8'));
  expect(schema.safeParse(exercise).success).toBe(true);
  expect(schema.safeParse({ ...exercise, checks: [{ link: { name: 'x', kind: 'bridg' } }] }).success).toBe(
    false,
  );
  expect(schema.safeParse({ ...exercise, chekcs: [] }).success).toBe(false);
});

test('the command line says how it is used', () => {
  expect(commandLine(['verify', 'word', '--seeds', '3'])).toEqual({
    command: 'verify',
    words: ['word'],
    flags: { seeds: '3' },
  });
  for (const wrong of [[], ['nothing'], ['verify', '--seed', '3'], ['verify', '--seeds', 'many']]) {
    expect(() => commandLine(wrong)).toThrow(/npm run lab/);
  }
});
