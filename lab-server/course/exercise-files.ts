import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { ExerciseFiles } from '../host-maker/local.ts';
import { checkerOfExercise } from './catalog.ts';
import { CourseError } from './course-error.ts';
import { exerciseFolder } from './exercise-folder.ts';
import type { FoldersOfCourses } from './shelf.ts';

/** The part of the courses that the host-maker needs. It is read anew each time, since the author may be at work on it. */
export function exerciseFiles(courses: FoldersOfCourses): ExerciseFiles {
  const foldersOf = (course: string) => (Object.hasOwn(courses, course) ? courses[course] : undefined);
  return {
    script({ course, exercise }, script) {
      const exercisesDir = foldersOf(course)?.exercisesDir;
      const folder = exercisesDir && exerciseFolder(exercisesDir, exercise);
      const file = folder && path.join(folder, `${script}.sh`);
      return file && existsSync(file) ? readFileSync(file, 'utf8') : undefined;
    },
    async checker({ course, exercise }) {
      const folders = foldersOf(course);
      if (!folders) throw new CourseError(`${course}: there is no such course.`);
      return (await checkerOfExercise(folders.exercisesDir, folders.checkersDir, exercise)).check;
    },
  };
}
