import { loadCatalog } from '../../lab-server/course/catalog.ts';
import { type ProvableExercise, provable } from '../../lab-server/kit/course-files.ts';
import { folders } from '../../lab-server/setup/folders.ts';
import type { TestHost } from './lab.ts';

export { check } from '../../lab-server/kit/prove.ts';
export type TestExercise = ProvableExercise;

/** The exercises that ask for an answer. Tasks are left out, since they change the host. */
export async function testExercises(): Promise<TestExercise[]> {
  const catalog = await loadCatalog(folders.exercises, folders.checkers);
  return [...catalog.values()]
    .filter(({ isTask }) => !isTask)
    .map((exercise) => provable(folders.exercises, exercise));
}

/** Runs solve.sh as the learner. Returns the answer that it prints. */
export async function solve(host: TestHost, { solution }: TestExercise): Promise<Record<string, unknown>> {
  return JSON.parse(await host.learnerMust(solution));
}
