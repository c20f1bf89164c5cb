import { expect, test } from 'vitest';
import { nextStep, pathOfStep } from './way.ts';

const chapters = ['a', 'b', 'c'].map((slug) => ({ slug, title: slug.toUpperCase() }));
const exercise = (number: number, chapter: string) => ({
  id: `e${number}`,
  number,
  chapter,
  title: `E${number}`,
});
const all = [exercise(1, 'b'), exercise(2, 'b'), exercise(3, 'c')];
const course = (read: string[], due = all, closed: string[] = []) => ({
  chapters,
  due,
  read: new Set(read),
  closed: new Set(closed),
});
const pathFrom = (...args: Parameters<typeof nextStep>) => {
  const step = nextStep(...args);
  return step && pathOfStep(step);
};

test('a learner goes on with the chapter that they have not read to the end', () => {
  expect(pathFrom(course(['a']), { chapter: 'b' })).toBe('/chapters/b/');
  expect(pathFrom(course([]), { chapter: undefined })).toBe('/chapters/a/');
  expect(pathFrom(course([]), { chapter: 'gone' })).toBe('/chapters/a/');
});

test('after the text of a chapter come its exercises, then the next chapter', () => {
  expect(pathFrom(course(['a', 'b']), { chapter: 'b' })).toBe('/chapters/b/#e1');
  expect(pathFrom(course(['a', 'b'], [exercise(3, 'c')]), { chapter: 'b' })).toBe('/chapters/c/');
});

test('a right answer leads to the next exercise of the chapter, or else to the next chapter', () => {
  expect(nextStep(course([]), { chapter: 'b', after: 1 })).toEqual({
    chapter: 'b',
    exercise: 'e2',
    title: '2. E2',
  });
  expect(pathFrom(course(['a']), { chapter: 'b', after: 2 })).toBe('/chapters/c/');
});

test('after the last of the course come things that were left out', () => {
  expect(pathFrom(course(['a', 'b', 'c'], [exercise(1, 'b')]), { chapter: 'c', after: 3 })).toBe(
    '/chapters/b/#e1',
  );
});

test('nobody is sent to a chapter that is closed, or anywhere when all is done', () => {
  expect(pathFrom(course(['a'], all, ['b']), { chapter: 'b' })).toBe('/chapters/c/');
  expect(nextStep(course(['a', 'b', 'c'], []), { chapter: 'c' })).toBeUndefined();
});
