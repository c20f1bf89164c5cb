import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { z } from 'zod';
import { loadCatalog } from '../course/catalog.ts';
import { loadChecker } from '../course/checker.ts';
import { CourseError } from '../course/course-error.ts';
import { readCourse } from '../course/course-file.ts';
import { folders } from '../setup/folders.ts';
import { temporaryFolder } from '../testing/temporary.ts';
import { checksDocument } from './checks-document.ts';
import { commandLine } from './command-line.ts';
import { provable } from './course-files.ts';
import { type CoursePlace, writeCourse, writeNew } from './new.ts';
import { courseSchema, exerciseSchema } from './schema.ts';

/** The folder lies within the project, as that of a served course does, so that the course finds vethlab's own code. */
function emptyCourse(): CoursePlace {
  return { folder: temporaryFolder(folders.made), chapters: 'chapters' };
}

test('docs/checks.md agrees with the code', () => {
  expect(readFileSync(path.join(folders.root, 'docs/checks.md'), 'utf8')).toBe(checksDocument());
});

test('the catalog takes a new exercise beside the others, with everything that is proved of it', async () => {
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

test('right and wrong answers are read with the exercise, and one that says nothing is named', async () => {
  const place = emptyCourse();
  writeNew('chapter', 'bridges', place);
  writeNew('exercise', 'my-bridge', place);
  const exercisesDir = path.join(place.folder, 'exercises');
  const [exercise] = (await loadCatalog(exercisesDir, path.join(place.folder, 'checkers'))).values();
  if (!exercise) throw new Error('There is no exercise.');
  expect(provable(exercisesDir, exercise).right).toEqual([]);
  const right = path.join(exercisesDir, '01-my-bridge', 'right');
  mkdirSync(right);
  const way = { why: 'It has another order.', run: 'true' };
  writeFileSync(path.join(right, 'other-order.yaml'), stringify(way));
  expect(provable(exercisesDir, exercise).right).toEqual([{ name: 'other-order.yaml', file: way }]);
  writeFileSync(path.join(right, 'empty.yaml'), stringify({ why: 'Nothing is run.' }));
  expect(() => provable(exercisesDir, exercise)).toThrow(/01-my-bridge\/right\/empty\.yaml: Give an answer/);
});

test('a new checker loads', async () => {
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

test('the lab server takes a new course, with a chapter and an exercise', async () => {
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

test('an editor with the schema takes what the catalog takes, and marks everything else', () => {
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
