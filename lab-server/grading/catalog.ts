import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { ExerciseFile, ExerciseId } from '../../protocol/exercise.ts';
import { SolutionSteps } from '../../protocol/solution.ts';
import { type LoadedChecker, loadChecker } from './checker.ts';
import { CourseError } from './course-error.ts';

/** An exercise as its folder and its checker say it. */
export interface CourseExercise extends ExerciseFile, LoadedChecker {
  id: string;
  number: number;
  /** Undefined when the author wrote none, and then there is none to show. */
  steps: SolutionSteps | undefined;
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
  if (!existsSync(path.join(folder, 'exercise.yaml'))) {
    throw new CourseError(
      `${source}: there is no such file; exercises/README.md says what belongs in it. Write it or remove the folder.`,
    );
  }
  const file = readYaml(path.join(folder, 'exercise.yaml'), ExerciseFile, source);
  const steps = readSolution(folder);
  try {
    const checker = await loadChecker(path.join(checkersDir, `${file.checker}.ts`));
    const solution = steps ? file.solution : 'never';
    return { ...file, solution, steps, id, number: Number(number), ...checker };
  } catch (error) {
    throw new CourseError(`${source}: checker: ${(error as Error).message}`, { cause: error });
  }
}

function readSolution(folder: string): SolutionSteps | undefined {
  const file = path.join(folder, 'solution.yaml');
  if (!existsSync(file)) return undefined;
  return readYaml(file, SolutionSteps, `exercises/${path.basename(folder)}/solution.yaml`);
}

/** @param source what messages call the file. */
function readYaml<S extends z.ZodType>(file: string, schema: S, source: string): z.infer<S> {
  let content: unknown;
  try {
    content = parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new CourseError(`${source}: ${(error as Error).message}`);
  }
  const read = schema.safeParse(content);
  if (read.success) return read.data;
  throw new CourseError(`${source}:\n${z.prettifyError(read.error)}`);
}
