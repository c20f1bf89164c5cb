import fc from 'fast-check';
import { expect, test } from 'vitest';
import checker from './how-many.ts';
import { containers } from './observe/recorded/host.ts';

const RUNNING = 10;
const judge = (count: number) => checker.judge({ count }, containers);

test('the number that run is right, and the finding says what was counted', () => {
  const verdict = judge(RUNNING);
  expect(verdict).toMatchObject({ status: 'correct', score: 1 });
  const counted = verdict.findings.find(({ id }) => id === 'frameworks-counted');
  expect(counted?.text).toContain('Docker, Podman, Incus and LXD');
  expect(counted?.reveal).toContain('Docker 4, Podman 3, Incus 2 and LXD 1, which makes 10');
  expect(counted?.evidence.map(({ command }) => command)).toHaveLength(4);
});

test.each([
  [14, 'counted-stopped', 'all that exist'],
  [9, 'owner-left-out', "without root's one of Podman"],
  [8, 'owner-left-out', "without the learner's two of Podman"],
  [7, 'framework-left-out', "without Podman's three"],
  [6, 'framework-left-out', "without Docker's four"],
  [5, 'other-count', 'too few'],
  [0, 'other-count', 'none'],
  [11, 'other-count', 'one too many'],
])('%i gets %s: %s', (count, id) => {
  const verdict = judge(count);
  expect(verdict).toMatchObject({ status: 'incorrect', score: 0 });
  expect(verdict.findings[0]).toMatchObject({ id, tone: 'wrong' });
});

test('only the right number is correct, and no text gives it away', () =>
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1000 }), (count) => {
      const { status, findings } = judge(count);
      expect(status).toBe(count === RUNNING ? 'correct' : 'incorrect');
      for (const { text } of findings) expect(text).not.toMatch(/\d/);
    }),
  ));

test('an answer is a whole number that is not negative', () => {
  for (const count of [-1, 2.5, '3', 10_000_000_000])
    expect(checker.answer.safeParse({ count }).success).toBe(false);
});

test('whether a paused or a restarting container counts is said where there is one', () => {
  const told = (pause?: 'paused' | 'restarting') => {
    const frameworks = containers.frameworks.map((one) => ({
      ...one,
      containers: one.containers.map(({ pause: _, ...rest }) => (pause ? { ...rest, pause } : rest)),
    }));
    return checker
      .judge({ count: 3 }, { frameworks })
      .findings.map(({ text }) => text)
      .join(' ');
  };
  expect(told()).not.toMatch(/paused|started again/);
  expect(told('paused')).toMatch(/A paused container counts as running/);
  expect(told('restarting')).toMatch(/waits to be started again does not count/);
});
