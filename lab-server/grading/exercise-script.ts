import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** solve.sh does what is asked for; start.sh makes the beginning of an exercise that has one of its own. */
export type ExerciseScript = 'solve' | 'start';

/** A script of an exercise; undefined when there is no such exercise, or it has none. */
export function scriptOf(exercisesDir: string, id: string, script: ExerciseScript): string | undefined {
  const folder = readdirSync(exercisesDir).find((name) => name.replace(/^\d+-/, '') === id);
  const file = folder && path.join(exercisesDir, folder, `${script}.sh`);
  return file && existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
