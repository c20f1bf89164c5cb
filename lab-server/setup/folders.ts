import path from 'node:path';
import { installed } from './installed.ts';

const root = path.resolve(import.meta.dirname, '../..');
const made = path.resolve(
  process.env.VAR_DIR || (installed ? '/var/lib/vethlab' : path.join(root, '.vethlab')),
);

/** The name of another course than the one that vethlab comes with, after its folder's or tar file's, in COURSE. */
const course = courseNamed(process.env.COURSE);
/** What is made of a course: below a folder of its own, so that two courses have learners, pages and terminals of their own. */
const ofCourse = course === undefined ? made : path.join(made, 'courses', course);
const courseDir = course === undefined ? root : path.join(ofCourse, 'course');

/** Where things are. All that the project makes lies under `made`, but for node_modules and Astro's .astro. */
export const folders = {
  root,
  made,
  ofCourse,
  /** The course that is served: course.yaml and what it speaks of. Another course than ours is put here from where COURSE says. */
  course: courseDir,
  checkers: path.join(courseDir, 'checkers'),
  exercises: path.join(courseDir, 'exercises'),
  /** A package brings the pages of its own course. */
  site: installed && course === undefined ? path.join(root, 'pages') : path.join(ofCourse, 'site'),
  images: path.join(made, 'images'),
  templates: path.join(made, 'templates'),
  /** Lab hosts, learners and their marks: what belongs to one lab server. */
  state: path.resolve(process.env.STATE_DIR || path.join(ofCourse, 'state')),
};

/** Undefined for our own. A name that can be no folder's is left as it is: ensureCourse refuses it. */
function courseNamed(source: string | undefined): string | undefined {
  if (source === undefined || source === '' || path.resolve(source) === root) return undefined;
  return path.basename(path.resolve(source)).replace(/\.(tar|tgz|tar\.\w+)$/, '');
}
