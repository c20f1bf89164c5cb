import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { WrongAnswer } from '../../protocol/exercise.ts';
import type { CourseExercise } from '../grading/catalog.ts';
import { CourseError } from '../grading/course-error.ts';

/** An exercise with what its folder says a right and a wrong answer is. */
export interface ProvableExercise {
  exercise: CourseExercise;
  folder: string;
  solution: string;
  /** Makes the beginning, where the exercise has one of its own. */
  start: string | undefined;
  wrong: { name: string; file: WrongAnswer }[];
}

/** @throws CourseError when a folder lacks its solve.sh or its wrong answers. */
export function provable(exercisesDir: string, exercise: CourseExercise): ProvableExercise {
  const name = readdirSync(exercisesDir).find((one) => one.replace(/^\d+-/, '') === exercise.id) ?? '';
  const folder = path.join(exercisesDir, name);
  const solve = path.join(folder, 'solve.sh');
  if (!existsSync(solve)) {
    throw new CourseError(
      `exercises/${name}/solve.sh: there is none; write what finds or does what is asked for.`,
    );
  }
  const wrongFolder = path.join(folder, 'wrong');
  const names = existsSync(wrongFolder)
    ? readdirSync(wrongFolder).filter((one) => one.endsWith('.yaml'))
    : [];
  if (names.length === 0) {
    throw new CourseError(`exercises/${name}/wrong: there is no answer that must fail; write one.`);
  }
  const wrong = names.map((one) => {
    const read = WrongAnswer.safeParse(parse(readFileSync(path.join(wrongFolder, one), 'utf8')));
    if (read.success) return { name: one, file: read.data };
    throw new CourseError(
      `exercises/${name}/wrong/${one}: ${read.error.issues.map(({ message }) => message).join('; ')}`,
    );
  });
  const start = path.join(folder, 'start.sh');
  return {
    exercise,
    folder,
    solution: readFileSync(solve, 'utf8'),
    start: existsSync(start) ? readFileSync(start, 'utf8') : undefined,
    wrong,
  };
}
