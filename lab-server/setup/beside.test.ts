import { expect, test } from 'vitest';
import { CourseFile } from '../../protocol/course.ts';
import { CourseError } from '../course/course-error.ts';
import { ImageError } from '../hosts/image/build.ts';
import { goodOf, namingCourses } from './beside.ts';
import { placeBeside } from './folders.ts';
import { Steps } from './steps.ts';

/** What is said goes to `said`. */
function saying(isOver = false) {
  const said: string[] = [];
  const out = { isTTY: false, write: (text: string) => said.push(text) > 0 };
  return { said, steps: new Steps(() => isOver, out as unknown as NodeJS.WriteStream) };
}
const course = (name: string) => ({
  place: placeBeside(name),
  file: CourseFile.parse({ title: name, summary: 'B' }),
});

test('a course for which something fails is left out, with what failed, and the others go on', async () => {
  const { said, steps } = saying();
  const good = await goodOf(steps, ['a', 'b', 'c'].map(course), async ({ place }) => {
    if (place.name === 'b') throw new CourseError('exercises/01-x: rename it.');
  });
  expect(good.map(({ place }) => place.name)).toEqual(['a', 'c']);
  expect(said).toEqual([expect.stringMatching(/^ {2}Left out +b: exercises\/01-x: rename it\.\n$/)]);
});

test('what fails because the start is stopped is no fault of a course', async () => {
  const { said, steps } = saying(true);
  await expect(goodOf(steps, [course('a')], () => Promise.reject(new Error('stopped')))).rejects.toThrow(
    'stopped',
  );
  expect(said).toEqual([]);
});

test('an image that can’t be built names the courses whose packages are on it, if they are several', () => {
  const error = new ImageError('apt failed.');
  const [a, b, none] = [
    { name: 'a', packages: ['exim4'] },
    { name: 'b', packages: ['postfix', 'socat'] },
    { name: 'c', packages: [] },
  ] as const;
  expect(namingCourses(error, [a, none])).toBe(error);
  expect(namingCourses(error, [a, b, none]).message).toMatch(
    /^apt failed\.\n.*a \(exim4\), b \(postfix, socat\)\./,
  );
});
