import type { IncomingMessage } from 'node:http';
import { CourseError } from '../course/course-error.ts';
import type { Shelf } from '../course/shelf.ts';

/** First parts of paths that lead somewhere else, beside the languages of pages. */
const TAKEN = [
  ...['api', 'chapters', 'closed', 'courses', 'desk', 'docs', 'exercises', 'go', 'lti', 'metrics'],
  ...['problems', 'recordings', 'sign-in'],
];

const asked = new WeakMap<IncomingMessage, string>();

/**
 * The paths of courses. The first course is at `/`, and each other one below its name: its pages, the API as its learners ask it, and their terminals. So a browser
 * may be in several courses at once. Below its name the first is, too, once there are several.
 */
export class CoursePaths {
  readonly #courses: Pick<Shelf, 'first' | 'names'>;

  /** @throws CourseError when a course has a name that leads somewhere else */
  constructor(courses: Pick<Shelf, 'first' | 'names'>) {
    this.#courses = courses;
    const taken = courses.names.find((name) => name !== courses.first && leadsElsewhere(name));
    if (taken !== undefined)
      throw new CourseError(
        `A course can’t be named ${taken}, since /${taken}/ leads somewhere else; rename its folder or tar file.`,
      );
  }

  /** Takes the course off the path of a request, and keeps it in mind. */
  take(request: IncomingMessage): void {
    const [, name = '', rest = ''] = /^\/([a-z0-9-]+)(?=[/?]|$)(.*)$/s.exec(request.url ?? '') ?? [];
    const { first, names } = this.#courses;
    if (this.#isBelow(name)) asked.set(request, name);
    else if (name !== first || names.length === 1 || leadsElsewhere(name)) return;
    request.url = rest.startsWith('/') ? rest : `/${rest}`;
  }

  /** The name of the course that a request is for. */
  of(request: IncomingMessage): string {
    return asked.get(request) ?? this.#courses.first;
  }

  /** What paths of a course begin with: `/NAME`, and nothing for the first. */
  baseOf(course: string): string {
    return this.#isBelow(course) ? `/${course}` : '';
  }

  #isBelow(name: string): boolean {
    return name !== this.#courses.first && this.#courses.names.includes(name);
  }
}

/** Whether `/NAME/` leads somewhere else, so that no course but the first can have the name. Languages have two letters. */
export const leadsElsewhere = (name: string): boolean => TAKEN.includes(name) || /^[a-z]{2}$/.test(name);
