import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { type CourseExercise, loadCatalog } from '../../lab-server/grading/catalog.ts';
import { folders } from '../../lab-server/setup/folders.ts';
import { WrongAnswer } from '../../protocol/exercise.ts';
import type { Verdict } from '../../protocol/verdict.ts';
import type { TestHost } from './lab.ts';

/** An exercise with what its folder says a right and a wrong answer is. */
export interface TestExercise {
  exercise: CourseExercise;
  solution: string;
  wrong: { name: string; file: WrongAnswer }[];
}

/** @throws Error when a folder lacks its solution or its wrong answers. */
export async function testExercises(): Promise<TestExercise[]> {
  const catalog = await loadCatalog(folders.exercises, folders.checkers);
  return [...catalog.values()].map((exercise) => {
    const folder = readdirSync(folders.exercises).find((name) => name.endsWith(`-${exercise.id}`)) ?? '';
    const read = (...names: string[]) => readFileSync(path.join(folders.exercises, folder, ...names), 'utf8');
    const wrongFolder = path.join(folders.exercises, folder, 'wrong');
    const names = existsSync(wrongFolder) ? readdirSync(wrongFolder) : [];
    if (names.length === 0) throw new Error(`exercises/${folder}/wrong has no answer that must fail`);
    const wrong = names.map((name) => ({ name, file: WrongAnswer.parse(parse(read('wrong', name))) }));
    return { exercise, solution: read('solve.sh'), wrong };
  });
}

/** Runs solve.sh as the learner; the answer it prints. */
export async function solve(host: TestHost, { solution }: TestExercise): Promise<Record<string, unknown>> {
  return JSON.parse(await host.learnerMust(solution));
}

/** What the exercise's checker says of an answer on a host, as in grading. */
export async function check({ exercise }: TestExercise, answer: unknown, host: TestHost): Promise<Verdict> {
  const { check } = exercise;
  return check.judge(check.answer.parse(answer), await check.observe(host.trusted));
}
