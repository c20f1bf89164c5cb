import { expect, test } from 'vitest';
import { quiz } from './quiz.ts';

const checker = quiz([
  { id: 'q1', ask: 'Which flag follows?', kind: 'text', right: ['-f'] },
  { id: 'q2', ask: 'Which feature?', kind: 'part', right: ['cgroups'] },
  { id: 'q3', ask: 'Which one?', kind: 'one', options: ['Yes', 'No'], right: ['No'] },
  { id: 'q4', ask: 'Which two?', kind: 'many', options: ['a', 'b', 'c'], right: ['a', 'c'] },
]);
const right = { q1: ' -f ', q2: 'the Cgroups of Linux', q3: 'No', q4: ['c', 'a'] };
const judge = (changed: object) => checker.judge(checker.answer.parse({ ...right, ...changed }), {});

test('each question has its share', () => {
  expect(judge({})).toMatchObject({ status: 'correct', score: 1 });
  expect(judge({ q1: '-F' })).toMatchObject({ status: 'partial', score: 0.75 });
  expect(judge({ q4: ['a'] }).findings.map(({ id }) => id)).toContain('q4-wrong');
  expect(judge({ q4: ['a', 'b', 'c'] }).score).toBe(0.75);
  expect(judge({ q1: 'x', q2: 'y', q3: 'Yes', q4: ['b'] })).toMatchObject({ status: 'incorrect', score: 0 });
});

test('no answer is in a text before it may be shown', () => {
  for (const { text, reveal } of judge({ q1: 'x', q2: 'y', q3: 'Yes', q4: ['b'] }).findings) {
    expect(text).not.toMatch(/-f|cgroups|: No/);
    expect(reveal).toBeDefined();
  }
});
