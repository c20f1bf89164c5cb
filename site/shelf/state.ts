import { signal } from '@preact/signals';
import * as api from '../../protocol/api/courses.ts';
import type { ServedCourse } from '../../protocol/course.ts';
import { keep } from '../shell/kept.ts';
import { call } from '../wire/api.ts';

/** The courses of the lab server; undefined until they are known. */
export const courses = signal<readonly ServedCourse[]>();

/** Asks which courses there are, and shows the way to them once there are several. before-paint.js does so at the next page, at once. @throws ApiProblem */
export async function loadCourses(): Promise<void> {
  const { courses: all } = await call(api.list);
  courses.value = all;
  const areSeveral = all.length > 1;
  document.documentElement.toggleAttribute('data-courses', areSeveral);
  keep('courses', areSeveral ? 'several' : null);
}
