import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { ExerciseFile, ExerciseId } from '../../protocol/exercise.ts';
import { type LoadedChecker, loadChecker } from './checker.ts';
import { CourseError } from './course-error.ts';

/** An exercise as its folder and its checker say it. */
export interface CourseExercise extends ExerciseFile, LoadedChecker {
  id: string;
  number: number;
}

/** The course's exercises in the order of their numbers, by id. */
export type Catalog = ReadonlyMap<string, CourseExercise>;

/**
 * Loads every exercisesDir/NN-name/exercise.yaml and the checker it names.
 * @throws CourseError naming the file, and the field, that is wrong.
 */
export async function loadCatalog(exercisesDir: string, checkersDir: string): Promise<Catalog> {
  const catalog = new Map<string, CourseExercise>();
  const folders = existsSync(exercisesDir) ? readdirSync(exercisesDir, { withFileTypes: true }) : [];
  for (const folder of folders
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()) {
    const exercise = await loadExercise(path.join(exercisesDir, folder), checkersDir);
    if (catalog.has(exercise.id)) {
      throw new CourseError(`exercises/${folder}: another exercise is named ${exercise.id} too; rename one.`);
    }
    catalog.set(exercise.id, exercise);
  }
  return new Map([...catalog].sort(([, a], [, b]) => a.number - b.number));
}

async function loadExercise(folder: string, checkersDir: string): Promise<CourseExercise> {
  const name = path.basename(folder);
  const [, number, id] = /^(\d+)-(.+)$/.exec(name) ?? [];
  if (!number || !ExerciseId.safeParse(id).success || !id) {
    throw new CourseError(
      `exercises/${name}: a folder here is named NN-name, such as 03-open-ports; rename it.`,
    );
  }
  const source = `exercises/${name}/exercise.yaml`;
  const file = readExerciseFile(path.join(folder, 'exercise.yaml'), source);
  try {
    const checker = await loadChecker(path.join(checkersDir, `${file.checker}.ts`));
    return { ...file, id, number: Number(number), ...checker };
  } catch (error) {
    throw new CourseError(`${source}: checker: ${(error as Error).message}`, { cause: error });
  }
}

/** @param source what messages call the file. */
function readExerciseFile(file: string, source: string): ExerciseFile {
  if (!existsSync(file)) {
    throw new CourseError(
      `${source}: there is no such file; exercises/README.md says what belongs in it. Write it or remove the folder.`,
    );
  }
  let content: unknown;
  try {
    content = parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new CourseError(`${source}: ${(error as Error).message}`);
  }
  const exercise = ExerciseFile.safeParse(content);
  if (exercise.success) return exercise.data;
  throw new CourseError(`${source}:\n${z.prettifyError(exercise.error)}`);
}
