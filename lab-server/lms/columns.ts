import type { KeptLmsCourse, LmsColumn } from '../store/lms.ts';
import { SCOPE } from './launch.ts';

/** An exercise, as far as columns need to know it. */
interface InCourse {
  id: string;
  chapter: string;
}

/** What a column is for, or a link leads to: exercise/ID, chapter/SLUG, or course. */
export const ITEM_COURSE = 'course';
export const itemOfExercise = (id: string): string => `exercise/${id}`;
export const itemOfChapter = (slug: string): string => `chapter/${slug}`;

/**
 * By what the column of an item is known in an LMS (`resourceId` of Assignment and Grade Services 2.0). One course of an LMS may link to several
 * courses of ours that have an exercise of the same name.
 * @param course its name here
 */
export const resourceIdOf = (item: string, course: string, first: string): string =>
  course === first ? item : `${course}/${item}`;

/** The exercises whose points belong to an item, in their order. */
export function exercisesOf<E extends InCourse>(item: string, all: readonly E[]): E[] {
  return all.filter(
    ({ id, chapter }) =>
      item === ITEM_COURSE || item === itemOfExercise(id) || item === itemOfChapter(chapter),
  );
}

export const takesScores = ({ services }: KeptLmsCourse): boolean => services.scopes.includes(SCOPE.score);
export const takesColumns = ({ services }: KeptLmsCourse): boolean =>
  services.columns !== null && services.scopes.includes(SCOPE.columns);

/**
 * The items that have a column in the gradebook of an LMS's course, or get one: those for which the LMS made one, and those that we make by the course's setting
 * for exercises that are in none of these.
 */
export function itemsOf(
  course: KeptLmsCourse,
  columns: readonly LmsColumn[],
  all: readonly InCourse[],
): string[] {
  if (!takesScores(course)) return [];
  const coupled = columns.filter((one) => one.coupled).map(({ item }) => item);
  const held = new Set(coupled.flatMap((item) => exercisesOf(item, all).map(({ id }) => id)));
  const own = () => {
    if (course.services.columns === null || course.columns === 'none') return [];
    if (course.columns === 'total') return coupled.includes(ITEM_COURSE) ? [] : [ITEM_COURSE];
    return all.filter(({ id }) => !held.has(id)).map(({ id }) => itemOfExercise(id));
  };
  return [...coupled.filter((item) => exercisesOf(item, all).length > 0), ...own()];
}
