import type { ChapterTitle, CourseFile } from '../../protocol/course.ts';
import type { Catalog } from './catalog.ts';
import type { Runs } from './needs.ts';

/** Where a course's exercises and checkers lie. */
export interface CourseFolders {
  exercisesDir: string;
  checkersDir: string;
}

/** The folders of each course, by its name. */
export type FoldersOfCourses = Readonly<Record<string, CourseFolders>>;

/** What a course says of itself. */
type About = Pick<CourseFile, 'title' | 'summary'>;

/** A course as it is served. */
export interface ServedCourse {
  /** protocol/course.ts */
  name: string;
  about: About;
  catalog: Catalog;
  /** In their order. */
  chapters: readonly ChapterTitle[];
  /** What runs on a host, by its seed. */
  draw(seed: string): Runs;
}

const NOTHING: Catalog = new Map();

/** The courses that the lab server serves. Each class and each learner is of one of them, and sees no other. */
export class Shelf {
  readonly #courses: ReadonlyMap<string, ServedCourse>;
  /** The name of the course of those who name none. */
  readonly first: string;

  /** @param courses one or more; the first is that of those who name none. */
  constructor(courses: readonly [ServedCourse, ...ServedCourse[]]) {
    this.#courses = new Map(courses.map((course) => [course.name, course]));
    this.first = courses[0].name;
  }

  /** In their order. */
  get names(): string[] {
    return [...this.#courses.keys()];
  }

  get all(): ServedCourse[] {
    return [...this.#courses.values()];
  }

  has(course: string): boolean {
    return this.#courses.has(course);
  }

  /** The exercises of a course: none of one that is not served, as after it was withdrawn. */
  catalogOf(course: string): Catalog {
    return this.#courses.get(course)?.catalog ?? NOTHING;
  }

  /** The course's name where it is not served. */
  titleOf(course: string): string {
    return this.#courses.get(course)?.about.title ?? course;
  }

  chaptersOf(course: string): readonly ChapterTitle[] {
    return this.#courses.get(course)?.chapters ?? [];
  }

  /** What runs on a host of the course, by its seed. */
  draw(course: string, seed: string): Runs {
    return this.#courses.get(course)?.draw(seed) ?? { containers: [] };
  }
}
