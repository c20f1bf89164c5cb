import path from 'node:path';
import { OWN_COURSE } from '../../protocol/course.ts';
import { settings } from '../settings/given.ts';
import { installed } from './installed.ts';

const root = path.resolve(import.meta.dirname, '../..');
const made = path.resolve(settings.VAR_DIR ?? (installed ? '/var/lib/vethlab' : path.join(root, '.vethlab')));

/** Where a course is that is served, and what is made of it. */
export interface CoursePlace {
  /** By which classes, learners and marks know the course. */
  name: string;
  /** What is made of it. Each course has its own, so that two courses share no learners, pages or terminals. */
  ofCourse: string;
  /** course.yaml and the files of the course. A course that COURSE or COURSES names is copied here. */
  course: string;
  checkers: string;
  exercises: string;
  /** Its built pages. */
  site: string;
  /** What the paths of its pages begin with: `/NAME`, and nothing for the first course. */
  base: '' | `/${string}`;
}

/** The name of a course other than vethlab's own: the name of the folder or tar file in COURSE. */
const course = settings.COURSE === undefined || isRoot(settings.COURSE) ? undefined : nameOf(settings.COURSE);
const first = course === undefined ? { ofCourse: made, course: root } : foldersOf(course);

/** Where things are. All that the project makes lies under `made`, except node_modules and Astro's .astro. The course is the first one. */
export const folders = {
  ...within(first.course),
  ...first,
  root,
  made,
  name: course ?? OWN_COURSE,
  base: '' as const,
  /** A package brings the pages of its own course. */
  site: installed && course === undefined ? path.join(root, 'pages') : path.join(first.ofCourse, 'site'),
  images: path.join(made, 'images'),
  templates: path.join(made, 'templates'),
  /** What belongs to one lab server: lab hosts, learners and their marks. */
  state: path.resolve(settings.STATE_DIR ?? path.join(first.ofCourse, 'state')),
} satisfies CoursePlace & Record<string, string>;

/** The place of a course that is served beside the first one. Its pages lie apart from those that it has as the first of another lab server. */
export function placeBeside(name: string): CoursePlace {
  const its = foldersOf(name);
  return {
    name,
    base: `/${name}`,
    site: path.join(its.ofCourse, 'site-below'),
    ...its,
    ...within(its.course),
  };
}

/** The name of the course in a folder or tar file. One that no folder can have is left as it is, and is refused where the course is put. */
export function nameOf(source: string): string {
  return path.basename(path.resolve(source)).replace(/\.(tar|tgz|tar\.\w+)$/, '');
}

function isRoot(source: string): boolean {
  return path.resolve(source) === root;
}

function foldersOf(name: string): Pick<CoursePlace, 'ofCourse' | 'course'> {
  const ofCourse = path.join(made, 'courses', name);
  return { ofCourse, course: path.join(ofCourse, 'course') };
}

function within(folder: string): Pick<CoursePlace, 'checkers' | 'exercises'> {
  return { checkers: path.join(folder, 'checkers'), exercises: path.join(folder, 'exercises') };
}
