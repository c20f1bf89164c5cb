import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { checkerFrom } from '../../checkers/checks/assemble.ts';
import { CheckEntry } from '../../checkers/checks/registry.ts';
import { ExerciseFile, ExerciseId } from '../../protocol/exercise.ts';
import { numbered } from '../../protocol/numbered.ts';
import { SolutionSteps } from '../../protocol/solution.ts';
import { asLoaded, type LoadedChecker, loadChecker } from './checker.ts';
import { CourseError } from './course-error.ts';
import { exerciseFolder } from './exercise-folder.ts';

/** An exercise as its folder and its checker define it. */
export interface CourseExercise extends ExerciseFile, LoadedChecker {
  id: string;
  number: number;
  /** The exercise is a task on the host, without an answer: its solve.sh does it. */
  isTask: boolean;
  /** Has a beginning of its own, which its start.sh makes. */
  hasStart: boolean;
  /** Undefined when the author wrote none. */
  steps: SolutionSteps | undefined;
}

const OURS = path.resolve(import.meta.dirname, '../../checkers');

/** The course's exercises in the order of their numbers, by id. */
export type Catalog = ReadonlyMap<string, CourseExercise>;

/**
 * Loads every exercisesDir/NN-name/exercise.yaml, and the checker that each names.
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

/**
 * The checker of one exercise, by the exercise's id.
 * @throws CourseError when there is no such exercise, or it is invalid.
 */
export async function checkerOfExercise(
  exercisesDir: string,
  checkersDir: string,
  id: string,
): Promise<LoadedChecker> {
  const folder = exerciseFolder(exercisesDir, id);
  if (!folder) throw new CourseError(`${id}: there is no such exercise.`);
  return loadExercise(folder, checkersDir);
}

async function loadExercise(folder: string, checkersDir: string): Promise<CourseExercise> {
  const name = path.basename(folder);
  const { number, id } = numbered(name) ?? {};
  if (number === undefined || id === undefined || !ExerciseId.safeParse(id).success) {
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
  const checker = await checkerOf(file, checkersDir, source);
  const solution = steps ? file.solution : 'never';
  const isTask = takesNothing(checker);
  const hasStart = existsSync(path.join(folder, 'start.sh'));
  return { ...file, solution, steps, id, number, isTask, hasStart, ...checker };
}

/** @param source what messages call the exercise's file. */
async function checkerOf(file: ExerciseFile, checkersDir: string, source: string): Promise<LoadedChecker> {
  if (file.checks) return checkerOfChecks(file.checks, source);
  const loaded = await loadChecker(checkerFile(checkersDir, file.checker ?? '')).catch((error: Error) => {
    throw new CourseError(`${source}: checker: ${error.message}`, { cause: error });
  });
  if (!file.watch || takesNothing(loaded)) return loaded;
  throw new CourseError(
    `${source}: watch: the checker ${file.checker} wants an answer, so there is nothing to mark before one is given; ` +
      'remove watch, or name a checker that takes {}.',
  );
}

/** A course's own checkers, and vethlab's. */
function checkerFile(checkersDir: string, name: string): string {
  const own = path.join(checkersDir, `${name}.ts`);
  return existsSync(own) ? own : path.join(OURS, `${name}.ts`);
}

function checkerOfChecks(checks: readonly unknown[], source: string): LoadedChecker {
  const read = z
    .array(CheckEntry)
    .refine((entries) => entries.some(({ weight }) => weight > 0), 'One check or more has a weight above 0.')
    .safeParse(checks);
  if (read.success) return asLoaded(checkerFrom(read.data));
  throw new CourseError(`${source}: checks:\n${z.prettifyError(read.error)}`);
}

function takesNothing({ check }: LoadedChecker): boolean {
  return check.answer.safeParse({}).success;
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
