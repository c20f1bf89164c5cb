import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { drawScenario, lesson } from '../../lab-server/hosts/scenario.ts';
import { gapIn } from '../../site/code/gap.ts';
import { check, solve, testExercises } from '../support/exercises.ts';
import { Lab, type TestHost } from '../support/lab.ts';

const exercises = await testExercises();
let lab: Lab;
beforeAll(async () => {
  lab = await Lab.open('exercises');
});
afterAll(() => lab.close());

// Beside the lesson's own picture drawn ones: without one of the frameworks, and a hard one with many that are stopped.
const drawn = ['exercises-2', 'hard-2'].map(drawScenario);
describe.each([lesson, ...drawn])('on a host of scenario $seed', (scenario) => {
  let host: TestHost;
  beforeAll(async () => {
    host = await lab.host(scenario.seed, scenario);
  });
  afterAll(() => lab.engine.destroy(scenario.seed));

  test.each(exercises)('$exercise.id: the answer of solve.sh scores full', async (exercise) => {
    const verdict = await check(exercise, await solve(host, exercise), host);
    expect(verdict).toMatchObject({ status: 'correct', score: 1 });
  });
});

describe('on a host of the lesson', () => {
  let host: TestHost;
  beforeAll(async () => {
    host = await lab.host('wrong', lesson);
  });

  test.each(exercises)('$exercise.id: the commands of its solution run as printed', async ({ exercise }) => {
    for (const { run } of exercise.steps ?? []) {
      if (run !== undefined && !gapIn(run)) expect(await host.learnerMust(run), run).toMatch(/\S/);
    }
  });

  for (const exercise of exercises) {
    test.each(exercise.wrong)(`${exercise.exercise.id}: $name gets its finding`, async ({ file }) => {
      const verdict = await check(exercise, file.answer, host);
      expect(verdict.findings.map(({ id }) => id)).toContain(file.finding);
      expect(verdict.status).toBe(file.status);
      expect(verdict.score).toBeLessThan(1);
    });
  }
});

test('the drawn scenarios are as their comment says', () => {
  const [fewer, hard] = drawn.map(({ containers }) => containers);
  expect(new Set(fewer?.map(({ framework }) => framework)).size).toBe(3);
  expect(hard?.filter(({ running }) => !running).length).toBeGreaterThan(2);
});
