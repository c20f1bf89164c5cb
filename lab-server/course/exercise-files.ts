import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { ExerciseFiles } from '../host-maker/local.ts';
import { checkerOfExercise } from './catalog.ts';
import { exerciseFolder } from './exercise-folder.ts';

/** The part of a course that the host-maker needs. It is read anew each time, since the author may be at work on it. */
export function exerciseFiles(exercisesDir: string, checkersDir: string): ExerciseFiles {
  return {
    script(exercise, script) {
      const folder = exerciseFolder(exercisesDir, exercise);
      const file = folder && path.join(folder, `${script}.sh`);
      return file && existsSync(file) ? readFileSync(file, 'utf8') : undefined;
    },
    async checker(exercise) {
      return (await checkerOfExercise(exercisesDir, checkersDir, exercise)).check;
    },
  };
}
