import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { CourseFile } from '../../protocol/course.ts';

/** The folder of the course whose pages are built, relative to the project's root, which is Astro's working directory. */
const courseDir = process.env.COURSE_DIR || '.';

/** course.yaml. */
export const courseFile = CourseFile.parse(parse(readFileSync(`${courseDir}/course.yaml`, 'utf8')));
export const chaptersDir = `./${courseDir}/${courseFile.chapters}`;
export const exercisesDir = `./${courseDir}/exercises`;
