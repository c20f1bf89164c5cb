import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import type { z } from 'zod';
import { RightAnswer, WrongAnswer } from '../../protocol/exercise.ts';
import type { CourseExercise } from '../course/catalog.ts';
import { CourseError } from '../course/course-error.ts';
import { exerciseFolder } from '../course/exercise-folder.ts';

/** A file of `wrong/` or `right/`, by its name. */
interface Way<File> {
  name: string;
  file: File;
}

/** An exercise with the right and wrong answers in its folder. */
export interface ProvableExercise {
  exercise: CourseExercise;
  folder: string;
  solution: string;
  /** Makes the beginning, if the exercise has one of its own. */
  start: string | undefined;
  wrong: Way<WrongAnswer>[];
  /** Other right answers than that of `solve.sh`; there may be none. */
  right: Way<RightAnswer>[];
}

/** @throws CourseError when a folder lacks its solve.sh or its wrong answers. */
export function provable(exercisesDir: string, exercise: CourseExercise): ProvableExercise {
  const folder = exerciseFolder(exercisesDir, exercise.id) ?? exercisesDir;
  const name = path.basename(folder);
  const solve = path.join(folder, 'solve.sh');
  if (!existsSync(solve)) {
    throw new CourseError(
      `exercises/${name}/solve.sh: there is none; write what finds or does what is asked for.`,
    );
  }
  const wrong = ways(folder, 'wrong', WrongAnswer);
  if (wrong.length === 0) {
    throw new CourseError(`exercises/${name}/wrong: there is no answer that must fail; write one.`);
  }
  const start = path.join(folder, 'start.sh');
  return {
    exercise,
    folder,
    solution: readFileSync(solve, 'utf8'),
    start: existsSync(start) ? readFileSync(start, 'utf8') : undefined,
    wrong,
    right: ways(folder, 'right', RightAnswer),
  };
}

function ways<T extends z.ZodType>(folder: string, kind: 'right' | 'wrong', schema: T): Way<z.infer<T>>[] {
  const inside = path.join(folder, kind);
  if (!existsSync(inside)) return [];
  const names = readdirSync(inside).filter((name) => name.endsWith('.yaml'));
  return names.sort().map((name) => {
    const read = schema.safeParse(parse(readFileSync(path.join(inside, name), 'utf8')));
    if (read.success) return { name, file: read.data };
    throw new CourseError(
      `exercises/${path.basename(folder)}/${kind}/${name}: ${read.error.issues.map(({ message }) => message).join('; ')}`,
    );
  });
}
