import { ImageError, type OwnPackages } from '../hosts/image/build.ts';
import { ensureBeside, ownPackages, type PutCourse } from './course.ts';
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

interface ByImage<Made> {
  /** What is made with the image of these packages. @throws ImageError when there can be no such image */
  make(own: OwnPackages | undefined): Promise<Made>;
  /** The image alone. @throws ImageError */
  build(own: OwnPackages | undefined): Promise<unknown>;
}

/**
 * Makes what takes the lab image, which has the packages of all courses. If it can't be built with them, courses are added to the first one by one, and those
 * with which it can't be built are left out: a package may not exist, or exclude one of another course's.
 * @throws ImageError when it can't be built for the first course alone.
 */
export async function onOneImage<Made>(
  steps: Steps,
  first: PutCourse,
  beside: readonly PutCourse[],
  { make, build }: ByImage<Made>,
): Promise<{ made: Made; beside: PutCourse[] }> {
  const whole = ownPackages([first, ...beside]);
  let failed: unknown;
  try {
    return { made: await make(whole), beside: [...beside] };
  } catch (error) {
    const isTheirs = error instanceof ImageError && beside.some(({ file }) => file.packages.length > 0);
    if (steps.isOver || !isTheirs) throw error;
    failed = error;
  }
  const buildFor = async (courses: readonly PutCourse[]) => {
    const own = ownPackages(courses);
    // All of them once more would fail once more.
    if (own?.packages.length === whole?.packages.length) throw failed;
    await build(own);
  };
  await buildFor([first]);
  const fitting = [first];
  const good = await goodOf(steps, beside, async (course) => {
    if (course.file.packages.length > 0)
      await buildFor([...fitting, course]).catch((error: Error) => {
        throw new ImageError(`${error.message}${triedWith(fitting)}`, { cause: error });
      });
    fitting.push(course);
  });
  return { made: await make(ownPackages(fitting)), beside: good };
}

function triedWith(courses: readonly PutCourse[]): string {
  const others = courses.filter(({ file }) => file.packages.length > 0);
  if (others.length === 0) return '';
  const named = others.map(({ place, file }) => `${place.name} (${file.packages.join(', ')})`).join(', ');
  return ` It was tried together with the packages of ${named}; if they can’t be installed together, serve the courses apart.`;
}
