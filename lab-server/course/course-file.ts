import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { CourseFile } from '../../protocol/course.ts';
import { CourseError } from './course-error.ts';

/** course.yaml of a course's folder, which messages call `source`. @throws CourseError */
export function readCourse(folder: string, source = folder): CourseFile {
  const file = path.join(folder, 'course.yaml');
  if (!existsSync(file)) {
    throw new CourseError(
      `${source} has no course.yaml; a folder is a course by its course.yaml. npm run lab -- new course NAME writes one to begin from.`,
    );
  }
  let content: unknown;
  try {
    content = parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new CourseError(`${source}: course.yaml: ${(error as Error).message}`);
  }
  const read = CourseFile.safeParse(content);
  if (read.success) return read.data;
  throw new CourseError(`${source}: course.yaml:\n${z.prettifyError(read.error)}`);
}

/** @throws CourseError as readCourse, or when the folder of its chapters is not there. */
export function readWholeCourse(folder: string, source = folder): CourseFile {
  const course = readCourse(folder, source);
  const chapters = path.join(folder, course.chapters);
  if (existsSync(chapters) && statSync(chapters).isDirectory()) return course;
  throw new CourseError(`${source} has no folder ${course.chapters}; the course's chapters belong there.`);
}
