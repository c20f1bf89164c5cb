import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { CourseFile } from '../../protocol/course.ts';
import type { Scenario } from '../../protocol/scenario.ts';
import { mostHosts } from '../common/room.ts';
import { loadCatalog } from '../course/catalog.ts';
import { CourseError } from '../course/course-error.ts';
import { drawScenario, scenariosOf } from '../hosts/scenario.ts';
import { ownPackages } from '../setup/course.ts';
import { provingEngine } from '../setup/engine.ts';
import { folders } from '../setup/folders.ts';
import { chapterCommands, proveChapters } from './chapters.ts';
import { provable } from './course-files.ts';
import { type Proof, ProvingHost, prove } from './prove.ts';

/** Hosts on which exercises are proved side by side. They wait more than they work. */
const AT_ONCE = 4;

export interface VerifyOptions {
  /** Ids of exercises; the whole course when there is none. */
  names: readonly string[];
  /** Scenarios beside the course's own. */
  seeds: number;
  /** The course's folder, and what its course.yaml says. */
  folder: string;
  course: CourseFile;
}

/**
 * Proves a course on real hosts. For an exercise it proves that the start fails, solve.sh and each right answer pass, each wrong answer fails with its
 * finding, and reset returns to the start. When no exercise is named, it also proves that the commands of chapters print the output they show. Calls
 * back with each proof as it comes.
 * @throws CourseError
 */
export async function verify(options: VerifyOptions, onProof: (proof: Proof) => void): Promise<Proof[]> {
  const [exercisesDir, checkersDir] = ['exercises', 'checkers'].map((name) =>
    path.join(options.folder, name),
  ) as [string, string];
  const catalog = await loadCatalog(exercisesDir, checkersDir);
  const { names } = options;
  const unknown = names.filter((name) => !catalog.has(name));
  if (unknown.length > 0) {
    throw new CourseError(
      `There is no exercise named ${unknown.join(', ')}; there are ${[...catalog.keys()].join(', ')}.`,
    );
  }
  const wanted = [...catalog.values()].filter(({ id }) => names.length === 0 || names.includes(id));
  const all = wanted.map((exercise) => provable(exercisesDir, exercise));
  const { seed, draw } = scenariosOf(options.course.scenario);
  if (options.seeds > 0 && draw !== drawScenario) {
    throw new CourseError(
      '--seeds: this course names the containers of its lab hosts itself, so there is nothing to draw.',
    );
  }
  const more = Array.from({ length: options.seeds }, (_, i) => draw(`verify-${i + 1}`));
  const scenarios: [Scenario, ...Scenario[]] = [draw(seed), ...more];
  const chapters =
    names.length === 0 ? chapterCommands(path.join(options.folder, options.course.chapters)) : [];
  const stateDir = path.join(folders.ofCourse, 'verify');
  const engine = await provingEngine(stateDir, ownPackages([{ place: folders, file: options.course }]));
  mkdirSync(stateDir, { recursive: true, mode: 0o700 });
  const proofs: Proof[] = [];
  try {
    const host = (name: string | number) => new ProvingHost(engine, `verify-${name}`);
    const works = shares(all, Math.min(AT_ONCE, mostHosts(engine.memoryPerHost))).map((share, i) =>
      prove(share, host(i), scenarios),
    );
    if (chapters.length > 0) works.push(proveChapters(chapters, host('chapters'), scenarios[0]));
    await Promise.all(
      works.map(async (work) => {
        for await (const proof of work) {
          proofs.push(proof);
          onProof(proof);
        }
      }),
    );
  } finally {
    await engine.close();
    rmSync(stateDir, { recursive: true, force: true });
  }
  return proofs;
}

/** Exercises are dealt out like cards, so that slow ones do not all come to one host. */
function shares<T>(all: readonly T[], count: number): T[][] {
  return Array.from({ length: Math.min(count, all.length) }, (_, i) =>
    all.filter((_one, n) => n % count === i),
  );
}

/** How many claims about each exercise were proved, and how many not. */
export function summary(proofs: readonly Proof[]): string {
  const rows = [...Map.groupBy(proofs, ({ exercise }) => exercise)].map(([exercise, own]) => {
    const failed = own.filter((proof) => proof.failed !== null).length;
    return [exercise, String(own.length - failed), String(failed)];
  });
  const table = [['exercise', 'shown', 'failed'], ...rows];
  const widths = [0, 1, 2].map((column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  return table.map((row) => `  ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  ')}`).join('\n');
}
