import { pino } from 'pino';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { type Checker, ObserveError } from '../../checkers/define.ts';
import { Verdict } from '../../protocol/verdict.ts';
import { HostNotReady } from '../hosts/contract.ts';
import { grade } from './grade.ts';

const right: Verdict = {
  status: 'correct',
  score: 1,
  findings: [{ id: 'right', tone: 'right', text: 'Right.', evidence: [] }],
};

/** Grades by a checker with some parts replaced. Also returns what was logged. */
async function gradeBy(different: Partial<Checker>, limitMs?: number) {
  const log: { level: number; msg: string; err?: { message: string } }[] = [];
  const logger = pino({ level: 'debug' }, { write: (line) => void log.push(JSON.parse(line)) });
  const checker: Checker = {
    answer: z.object({}),
    observe: async () => 'facts',
    judge: () => right,
    ...different,
  };
  const host = { run: async () => ({ argv: [], stdout: '', stderr: '', code: 0 }) };
  const observe = async () => checker.observe(host);
  const judge = async (facts: unknown) => Verdict.parse(checker.judge({ word: 'w' }, facts));
  const verdict = await grade(observe, judge, logger, limitMs);
  expect(Verdict.parse(verdict)).toEqual(verdict);
  return { verdict, text: verdict.findings[0]?.text, log };
}

test('the answer is judged by the facts', async () => {
  const seen: unknown[] = [];
  const { verdict, log } = await gradeBy({
    judge: (...given) => {
      seen.push(...given);
      return right;
    },
  });
  expect(verdict).toEqual(right);
  expect(seen).toEqual([{ word: 'w' }, 'facts']);
  expect(log).toEqual([]);
});

test.for([
  [
    'could not look',
    new ObserveError('nmap took too long; try again.'),
    'nmap took too long; try again. This attempt',
  ],
  [
    'found no host',
    new HostNotReady('Your lab host is resetting.'),
    'Your lab host is resetting. This attempt',
  ],
] as const)('a checker that %s tells the learner why, at no cost', async ([, error, text]) => {
  const { verdict, ...said } = await gradeBy({ observe: () => Promise.reject(error) });
  expect(verdict).toMatchObject({ status: 'error', score: 0 });
  expect(said.text).toContain(text);
  expect(said.text).toContain('does not count');
  expect(said.log).toMatchObject([{ level: 40 }]);
});

test.for<[string, Partial<Checker>]>([
  ['in looking', { observe: () => Promise.reject(new TypeError('secret path')) }],
  [
    'before it looks',
    {
      observe: () => {
        throw new TypeError('secret path');
      },
    },
  ],
  ['with something that is no error', { observe: () => Promise.reject(null) }],
  [
    'in judging',
    {
      judge: () => {
        throw new TypeError('secret path');
      },
    },
  ],
  ['by a verdict without findings', { judge: () => ({ status: 'correct', score: 1, findings: [] }) }],
  ['by a score that is none', { judge: () => ({ ...right, score: Number.NaN }) }],
  ['by a score above one', { judge: () => ({ ...right, score: 1.5 }) }],
  ['by no verdict', { judge: () => undefined as never }],
])('a checker that is broken %s is not the learner’s fault, and is logged', async ([, different]) => {
  const { verdict, text, log } = await gradeBy(different);
  expect(verdict).toMatchObject({ status: 'error', score: 0, findings: [{ id: 'could-not-look' }] });
  expect(text).toContain('not your doing');
  expect(text).not.toContain('secret');
  expect(log).toMatchObject([{ level: 50, msg: 'A check failed' }]);
});

test('a check that takes too long is given up, however it ends later', async () => {
  const late = Promise.withResolvers<never>();
  const { verdict, text } = await gradeBy({ observe: () => late.promise }, 20);
  expect(verdict.status).toBe('error');
  expect(text).toContain('longer than 0.02 s');
  late.reject(new Error('too late to matter'));
  await new Promise(setImmediate);
});
