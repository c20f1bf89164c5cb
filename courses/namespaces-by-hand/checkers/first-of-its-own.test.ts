import { expect, test } from 'vitest';
import checker from './first-of-its-own.ts';

test('the first process of another namespace is right; a second one and one of the host are not', () => {
  const judge = (...inner: (number | undefined)[]) =>
    checker.judge(
      {},
      inner.map((one, i) => ({ pid: 100 + i, inner: one })),
    );
  expect(judge()).toMatchObject({ status: 'incorrect', findings: [{ id: 'no-namespace' }] });
  expect(judge(undefined)).toMatchObject({ status: 'incorrect', findings: [{ id: 'no-namespace' }] });
  expect(judge(undefined, 2)).toMatchObject({ status: 'incorrect', findings: [{ id: 'not-first' }] });
  expect(judge(2, 1)).toMatchObject({ status: 'correct', score: 1 });
});
