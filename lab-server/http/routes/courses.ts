import * as api from '../../../protocol/api/courses.ts';
import type { Shelf } from '../../course/shelf.ts';
import type { CoursePaths } from '../course-paths.ts';
import { type Route, route } from '../route.ts';

interface Parts {
  courses: Pick<Shelf, 'all'>;
  paths: Pick<CoursePaths, 'baseOf'>;
}

/** The shelf, as everybody may see it. */
export const courseRoutes = ({ courses, paths }: Parts): Route[] => [
  route(api.list, () => ({
    courses: courses.all.map(({ name, about, chapters, catalog }) => ({
      name,
      base: paths.baseOf(name),
      title: about.title,
      summary: about.summary,
      chapters: chapters.length,
      exercises: catalog.size,
    })),
  })),
];
