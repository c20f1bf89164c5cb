import fc from 'fast-check';
import { expect, test } from 'vitest';
import checker from './how-many.ts';
import { containers } from './observe/recorded/host.ts';

const RUNNING = 10;
const judge = (count: number) => checker.judge({ count }, containers);

test('the number that runs is right, and the finding says what was counted', () => {
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
  [5, 'too-few', 'too few'],
  [0, 'too-few', 'none'],
  [11, 'too-many', 'one too many'],
])('%i gets %s: %s', (count, id) => {
  const verdict = judge(count);
  expect(verdict).toMatchObject({ status: 'incorrect', score: 0 });
  expect(verdict.findings[0]).toMatchObject({ id, tone: 'wrong' });
});

test('no number but the right one is, and no text gives it away', () =>
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1000 }), (count) => {
      const { status, findings } = judge(count);
      expect(status).toBe(count === RUNNING ? 'correct' : 'incorrect');
      for (const { text } of findings) expect(text).not.toMatch(/\d/);
    }),
  ));

test('an answer is a whole number that is not negative', () => {
  for (const count of [-1, 2.5, '3', 1001]) expect(checker.answer.safeParse({ count }).success).toBe(false);
});
