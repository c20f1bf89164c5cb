import { expect, test } from 'vitest';
import { CourseFile } from '../../protocol/course.ts';
import { CourseError } from '../course/course-error.ts';
import { ImageError, type OwnPackages } from '../hosts/image/build.ts';
import { goodOf, onOneImage } from './beside.ts';
import { placeBeside } from './folders.ts';
import { Steps } from './steps.ts';

/** What is said goes to `said`. */
function saying(isOver = false) {
  const said: string[] = [];
  const out = { isTTY: false, write: (text: string) => said.push(text) > 0 };
  return { said, steps: new Steps(() => isOver, out as unknown as NodeJS.WriteStream) };
}
const course = (name: string, packages: readonly string[] = []) => ({
  place: placeBeside(name),
  file: CourseFile.parse({ title: name, summary: 'B', packages }),
});

test('a course for which something fails is left out, with what failed, and the others go on', async () => {
  const { said, steps } = saying();
  const good = await goodOf(steps, [course('a'), course('b'), course('c')], async ({ place }) => {
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

/** A builder of images, for which no package is there but these, and of which two exclude each other. */
function builderOf(there: readonly string[], excluding: readonly string[] = []) {
  const tried: string[] = [];
  const build = async (own?: OwnPackages) => {
    const { packages = [] } = own ?? {};
    tried.push(packages.join(' '));
    const missing = packages.find((name) => !there.includes(name));
    if (missing) throw new ImageError(`E: Unable to locate package ${missing}`);
    if (excluding.length > 0 && excluding.every((name) => packages.includes(name)))
      throw new ImageError('E: Unable to correct problems, you have held broken packages.');
    return packages.join(' ');
  };
  return { tried, build, make: build };
}

test('one image has the packages of all courses, and is built once', async () => {
  const { said, steps } = saying();
  const beside = [course('a', ['exim4']), course('b'), course('c', ['socat'])];
  const builder = builderOf(['exim4', 'socat']);
  const { made, beside: served } = await onOneImage(steps, course('first'), beside, builder);
  expect(made).toBe('exim4 socat');
  expect(served).toEqual(beside);
  expect(builder.tried).toEqual(['exim4 socat']);
  expect(said).toEqual([]);
});

test('a course whose packages can’t be installed is left out, and the others are served', async () => {
  const { said, steps } = saying();
  const beside = [course('a', ['no-such-package']), course('b'), course('c', ['socat'])];
  const builder = builderOf(['strace', 'socat']);
  const { made, beside: served } = await onOneImage(steps, course('first', ['strace']), beside, builder);
  expect(made).toBe('strace socat');
  expect(served.map(({ place }) => place.name)).toEqual(['b', 'c']);
  expect(said).toEqual([
    expect.stringMatching(/^ {2}Left out +a: E: Unable to locate package no-such-package .*first \(strace\)/),
  ]);
});

test('of two courses whose packages exclude each other the second one is left out', async () => {
  const { said, steps } = saying();
  const beside = [course('a', ['exim4']), course('b', ['postfix'])];
  const builder = builderOf(['exim4', 'postfix'], ['exim4', 'postfix']);
  const { made, beside: served } = await onOneImage(steps, course('first'), beside, builder);
  expect(made).toBe('exim4');
  expect(served.map(({ place }) => place.name)).toEqual(['a']);
  expect(said).toEqual([expect.stringMatching(/Left out +b: .*a \(exim4\); if they can’t/)]);
  // What has failed is not tried once more.
  expect(builder.tried).toEqual(['exim4 postfix', '', 'exim4', 'exim4']);
});

test('what is wrong with the first course, or is no matter of packages, ends the start', async () => {
  const { said, steps } = saying();
  const builder = builderOf(['socat']);
  const first = course('first', ['no-such-package']);
  await expect(onOneImage(steps, first, [course('c', ['socat'])], builder)).rejects.toThrow(
    'Unable to locate package no-such-package',
  );
  const failing = { ...builder, make: () => Promise.reject(new Error('no cgroups')) };
  await expect(onOneImage(steps, course('first'), [course('c', ['socat'])], failing)).rejects.toThrow(
    'no cgroups',
  );
  expect(said).toEqual([]);
});
