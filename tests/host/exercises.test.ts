import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadCatalog } from '../../lab-server/course/catalog.ts';
import { leastThatFits } from '../../lab-server/course/needs.ts';
import { drawScenario, lesson } from '../../lab-server/hosts/scenario.ts';
import { type ProvableExercise, provable } from '../../lab-server/kit/course-files.ts';
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

/** ms after which it is said what each host was at. */
const LIMIT = 2_100_000;

let lab: Lab;
const proofs: Proof[] = [];
beforeAll(async () => {
  lab = await Lab.open('exercises');
  // A need that a file does not name shows, where the ways of a task are tried with only what it needs; such a host is made in half the time.
  const waysOn = ({ exercise }: ProvableExercise) =>
    exercise.isTask ? leastThatFits(exercise.needs, lesson) : lesson;
  // Each host takes the task that is next, so that none is long done before the others.
  const waiting = [...tasks];
  const last: string[] = [];
  const share = async (i: number, work: AsyncGenerator<Proof>) => {
    for await (const proof of work) {
      proofs.push(proof);
      last[i] = `${new Date().toISOString()} ${proof.exercise}: ${proof.what}`;
    }
  };
  const hosts = [0, 1, 2].map((i) => new ProvingHost(lab.engine, `prove-${i}`));
  const all = Promise.all(
    hosts.map(async (host, i) => {
      if (i === 0) await share(i, prove(questions, host, [lesson, ...drawn]));
      for (let one = waiting.shift(); one; one = waiting.shift())
        await share(i, prove([one], host, [lesson], waysOn));
    }),
  );
  const late = sleep(LIMIT, undefined, { ref: false }).then(() => {
    throw new Error(`${proofs.length} claims were proved, on each host as the last:\n${last.join('\n')}`);
  });
  await Promise.race([all, late]);
}, LIMIT + 60_000);
afterAll(() => lab.close());

describe.each(exercises)('$exercise.id', (one) => {
  const { exercise, wrong, right } = one;
  const own = () => proofs.filter((proof) => proof.exercise === exercise.id);

  test('is what its folder says, on real hosts', () => {
    const failures = own().flatMap(({ what, failed }) => (failed === null ? [] : `${what}: ${failed}`));
    expect(failures.join('\n')).toBe('');
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
