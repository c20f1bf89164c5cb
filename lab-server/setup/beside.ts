import { ImageError } from '../hosts/image/build.ts';
import { ensureBeside, type PutCourse } from './course.ts';
import type { Steps } from './steps.ts';

/** The courses in the folder that COURSES names. Why one of them is left out is said at once. @throws CourseError when it is no folder */
export async function coursesBeside(steps: Steps, shelf: string | undefined): Promise<PutCourse[]> {
  const { courses, leftOut } = await ensureBeside(shelf);
  for (const reason of leftOut) steps.say('Left out', reason);
  if (courses.length > 0)
    await steps.step('Beside it', async () => courses.map(({ file }) => file.title).join(', '));
  return courses;
}

/** The courses for which something can be done. Each other one is left out, and why is said. */
export async function goodOf(
  steps: Steps,
  courses: readonly PutCourse[],
  work: (course: PutCourse) => Promise<unknown>,
): Promise<PutCourse[]> {
  const good: PutCourse[] = [];
  for (const course of courses) {
    try {
      await work(course);
      good.push(course);
    } catch (error) {
      if (steps.isOver) throw error;
      steps.say('Left out', `${course.place.name}: ${(error as Error).message}`);
    }
  }
  return good;
}

/** With the packages of several courses the fault may lie between them, as when two packages exclude each other. */
export function namingCourses(
  error: ImageError,
  courses: readonly { name: string; packages: readonly string[] }[],
): ImageError {
  const wanting = courses.filter(({ packages }) => packages.length > 0);
  if (wanting.length < 2) return error;
  const names = wanting.map(({ name, packages }) => `${name} (${packages.join(', ')})`).join(', ');
  return new ImageError(
    `${error.message}\nThe packages of several courses are on one image: ${names}. If they can't be installed together, serve these courses apart.`,
    { cause: error },
  );
}
