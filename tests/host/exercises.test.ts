import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadCatalog } from '../../lab-server/course/catalog.ts';
import { drawScenario, lesson } from '../../lab-server/hosts/scenario.ts';
import { provable } from '../../lab-server/kit/course-files.ts';
import { type Proof, ProvingHost, promptBlocks, prove } from '../../lab-server/kit/prove.ts';
import { folders } from '../../lab-server/setup/folders.ts';
import { gapIn } from '../../protocol/gap.ts';
import { Lab } from '../support/lab.ts';

const catalog = await loadCatalog(folders.exercises, folders.checkers);
const exercises = [...catalog.values()].map((exercise) => provable(folders.exercises, exercise));
const [questions, tasks] = [
  exercises.filter(({ exercise }) => !exercise.isTask),
  exercises.filter(({ exercise }) => exercise.isTask),
];

// Beside the lesson's own scenario there are drawn ones: one lacks a framework, and a hard one has many stopped containers.
const drawn = ['exercises-2', 'hard-2'].map(drawScenario);

let lab: Lab;
const proofs: Proof[] = [];
beforeAll(async () => {
  lab = await Lab.open('exercises');
  const half = (n: number) => tasks.filter((_task, i) => i % 2 === n);
  const shares = [
    [questions, [lesson, ...drawn]],
    [half(0), [lesson]],
    [half(1), [lesson]],
  ] as const;
  await Promise.all(
    shares.map(async ([share, scenarios], i) => {
      const host = new ProvingHost(lab.engine, `prove-${i}`);
      for await (const proof of prove(share, host, scenarios)) proofs.push(proof);
    }),
  );
}, 1_200_000);
afterAll(() => lab.close());

describe.each(exercises)('$exercise.id', (one) => {
  const { exercise, wrong, right } = one;
  const own = () => proofs.filter((proof) => proof.exercise === exercise.id);

  test('is what its folder says, on real hosts', () => {
    expect(own().filter(({ failed }) => failed !== null)).toEqual([]);
    // A task: start, solve.sh, reset, solution.yaml. A question: solve.sh on three scenarios. The commands of a prompt are run too.
    const prompted = promptBlocks(one).length > 0 ? 1 : 0;
    expect(own()).toHaveLength((exercise.isTask ? 4 : 3) + prompted + wrong.length + right.length);
  });

  test('has a prompt in the form of the others', () => {
    const prompt = readFileSync(path.join(one.folder, 'prompt.mdx'), 'utf8');
    const leads = [...prompt.matchAll(/\*\*(Goal|Time|You need to know|Steps|You should see|Why)\b\.?\*\*/g)];
    expect(leads.map(([, lead]) => lead)).toEqual([
      'Goal',
      'Time',
      'You need to know',
      'Steps',
      'You should see',
      'Why',
    ]);
    expect(prompt).toMatch(/\*\*Time\.\*\* About \d+ minutes\./);
  });
});

test('the commands of solutions run as printed', async () => {
  const host = await lab.host('solutions', lesson);
  for (const { exercise } of questions) {
    for (const { run } of exercise.steps ?? []) {
      if (run !== undefined && !gapIn(run)) expect(await host.learnerMust(run), run).toMatch(/\S/);
    }
  }
});

test('the drawn scenarios are as their comment says', () => {
  const [fewer, hard] = drawn.map(({ containers }) => containers);
  expect(new Set(fewer?.map(({ framework }) => framework)).size).toBe(3);
  expect(hard?.filter(({ running }) => !running).length).toBeGreaterThan(2);
});
