import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { CourseFile } from '../../protocol/course.ts';

/** The folder of the course whose pages are built, relative to the project's root, which is Astro's working directory. By astro.config.mjs. */
declare const COURSE_DIR: string;

/** course.yaml. */
export const courseFile = CourseFile.parse(parse(readFileSync(`${COURSE_DIR}/course.yaml`, 'utf8')));
export const chaptersDir = `./${COURSE_DIR}/${courseFile.chapters}`;
export const exercisesDir = `./${COURSE_DIR}/exercises`;
