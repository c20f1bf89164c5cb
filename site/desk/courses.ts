import { courses } from '../shelf/state.ts';

/** The title of a class's course, where there are several to tell apart. One that is not served any more goes by its name. */
export function courseTitle(course: string): string | undefined {
  const all = courses.value ?? [];
  const its = all.find(({ name }) => name === course);
  return all.length > 1 || (all.length === 1 && !its) ? (its?.title ?? course) : undefined;
}
