import path from 'node:path';
import { OWN_COURSE } from '../../protocol/course.ts';
import { settings } from '../settings/given.ts';
import { installed } from './installed.ts';

const root = path.resolve(import.meta.dirname, '../..');
const made = path.resolve(settings.VAR_DIR ?? (installed ? '/var/lib/vethlab' : path.join(root, '.vethlab')));

/** The name of a course other than vethlab's own: the name of the folder or tar file in COURSE. */
const course = courseNamed(settings.COURSE);
/** The folders of what is made of a course. Each course has its own, so that two courses share no learners, pages or terminals. */
const ofCourse = course === undefined ? made : path.join(made, 'courses', course);
const courseDir = course === undefined ? root : path.join(ofCourse, 'course');

/** Where things are. All that the project makes lies under `made`, except node_modules and Astro's .astro. */
export const folders = {
  root,
  made,
  /** By which classes, learners and marks know the course. */
  name: course ?? OWN_COURSE,
  ofCourse,
  /** The course that is served: course.yaml and the files of the course. A course that COURSE names is copied here. */
  course: courseDir,
  checkers: path.join(courseDir, 'checkers'),
  exercises: path.join(courseDir, 'exercises'),
  /** A package brings the pages of its own course. */
  site: installed && course === undefined ? path.join(root, 'pages') : path.join(ofCourse, 'site'),
  images: path.join(made, 'images'),
  templates: path.join(made, 'templates'),
  /** What belongs to one lab server: lab hosts, learners and their marks. */
  state: path.resolve(settings.STATE_DIR ?? path.join(ofCourse, 'state')),
};

/** Undefined for our own. A name that no folder can have is left as it is, and ensureCourse refuses it. */
function courseNamed(source: string | undefined): string | undefined {
  if (source === undefined || path.resolve(source) === root) return undefined;
  return path.basename(path.resolve(source)).replace(/\.(tar|tgz|tar\.\w+)$/, '');
}
