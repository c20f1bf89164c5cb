import fc from 'fast-check';
import { expect, test } from 'vitest';
import checker from './first-pids.ts';
import type { ContainerFacts } from './observe/containers.ts';

const container = (framework: 'docker' | 'lxd', name: string, pid?: number) => ({
  framework,
  name,
  running: pid !== undefined,
  ...(pid === undefined ? {} : { pid }),
});
const facts: ContainerFacts = {
  frameworks: [
    {
      framework: 'docker',
      daemon: true,
      containers: [container('docker', 'whale', 364), container('docker', 'old')],
      command: 'docker ps',
    },
    { framework: 'lxd', daemon: true, containers: [container('lxd', 'otter', 251)], command: 'lxc ls' },
  ],
};
const ids = (pids: number[]) => checker.judge({ pids }, facts).findings.map(({ id }) => id);

test('all of them are right, in any order, and even given more than once', () => {
  expect(checker.judge({ pids: [251, 364, 251] }, facts)).toMatchObject({ status: 'correct', score: 1 });
});

test('a missing or wrong number costs its part', () => {
  expect(checker.judge({ pids: [364] }, facts)).toMatchObject({ status: 'partial', score: 0.5 });
  expect(ids([364])).toEqual(['missing-pids']);
  expect(ids([364, 251, 1])).toEqual(['other-pids']);
  expect(checker.judge({ pids: [1] }, facts)).toMatchObject({ status: 'incorrect', score: 0 });
});

test('a number that can be no process id is a wrong one, and refuses no form', () => {
  expect(checker.answer.safeParse({ pids: [364, 0, 99_999_999] }).success).toBe(true);
  expect(ids([364, 251, 0])).toEqual(['other-pids']);
});

test('only the whole set is right, and no finding names an answer', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 8 }), (pids) => {
      const { status, score, findings } = checker.judge({ pids }, facts);
      const isRight = pids.length === 2 && pids.includes(364) && pids.includes(251);
      expect(status === 'correct').toBe(isRight);
      expect(score).toBeGreaterThanOrEqual(0);
      for (const { text } of findings) expect(text).not.toMatch(/whale|otter/);
    }),
  );
});
