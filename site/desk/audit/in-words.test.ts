import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { desk } from '../../words/desk-now.ts';
import { actionInWords, changeInWords, doerInWords } from './in-words.ts';

const titles = {
  exercises: new Map([
    ['word', '1. The word'],
    ['done', '3. Done'],
  ]),
  chapters: new Map([['02-attaching', 'Attaching']]),
};
const change = (action: string, before: unknown, after: unknown) =>
  changeInWords({ action, before, after }, titles);

test.each([
  ['a value', 'class.joining', 'open', 'roster', 'everyone with the code', 'only who is on the roster'],
  ['a list of ids', 'class.closedExercises', [], ['word', 'done'], 'none', '1. The word, 3. Done'],
  ['chapters', 'class.closedChapters', ['02-attaching'], [], 'Attaching', 'none'],
  ['a checkpoint', 'host.checkpoint', null, ['word'], '', '1. The word'],
  [
    'the points of a grade',
    'grade.override',
    { exercise: 'word', points: 4, override: null },
    { exercise: 'word', points: 0, override: 0, comment: 'Copied' },
    '1. The word, points: 4',
    'points: 0, set by hand: 0, comment: Copied',
  ],
  [
    'an answer that was checked again',
    'attempt.recheck',
    { attempt: 9, status: 'incorrect', points: 0 },
    { attempt: 9, status: 'correct', points: 4 },
    'status: Not yet, points: 0',
    'status: Correct, points: 4',
  ],
  [
    'only what changed of many parts',
    'class.grading',
    { counts: 'best', due: null, late: { kind: 'accepted' }, points: {} },
    { counts: 'best', due: null, late: { kind: 'deducted', percentPerDay: 10 }, points: { word: 7.5 } },
    'late answers: (they: count in full)',
    'late answers: (they: lose points for each day, per cent a day: 10), points: (1. The word: 7.5)',
  ],
  [
    'eyes front',
    'class.live',
    { paused: false, timer: null },
    { paused: true, timer: null },
    'eyes front: no',
    'eyes front: yes',
  ],
  [
    'what a reset took',
    'learner.reset',
    null,
    { host: true, terminals: 0, attempts: 2, hints: 0, notes: 0, failed: null },
    '',
    'lab host: yes, attempts: 2',
  ],
  ['who joined', 'learner.join', null, { name: 'word', state: 'waiting' }, '', 'name: word, state: waits'],
  [
    'a learner from a list',
    'learner.list',
    null,
    { name: 'Ida', externalId: 'S-17', familyName: 'Öhm' },
    '',
    'name: Ida, school number: S-17',
  ],
  ['a class', 'learner.class', 'c000000000001', 'c000000000002', '', ''],
  ['a number', 'learner.list', null, { count: 9 }, '', 'number: 9'],
  [
    'what has no words yet',
    'class.newThing',
    { keptFor: { longDays: 3 } },
    { keptFor: { longDays: 4 } },
    'kept for: (long days: 3)',
    'kept for: (long days: 4)',
  ],
])('%s is said in words', (_, action, before, after, was, is) => {
  expect(change(action, before, after)).toEqual({ was, is });
});

test('actions and those who did them have names', () => {
  expect(actionInWords('grade.override')).toBe('Set a grade by hand');
  expect(actionInWords('learner.newThing')).toBe('learner new thing');
  expect([doerInWords('lab server'), doerInWords('Grace')]).toEqual(['the lab server', 'Grace']);
});

test('every action that the lab server writes down has words', () => {
  const files = globSync('lab-server/**/*.ts').filter((file) => !file.endsWith('.test.ts'));
  const actions = files.flatMap((file) => [
    ...readFileSync(file, 'utf8').matchAll(/(?:action: |#audit\([^']*)'([a-z]+\.[a-zA-Z-]+)'/g),
  ]);
  const names = [...new Set(actions.map(([, name]) => name))];
  expect(names.length).toBeGreaterThan(15);
  expect(names.filter((name) => !(String(name) in desk.audit.actions))).toEqual([]);
});
