import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { noSchoolRecord } from '../../protocol/desk/roster.ts';
import { readRoster } from '../classes/roster-file.ts';
import { canvasOf } from './canvas.ts';
import type { GradeSheet } from './contract.ts';
import { moodleOf } from './moodle.ts';
import { csvOf } from './sheet.ts';

type Row = GradeSheet['learners'][number];

const grade = (points: number | null) => ({
  exercise: 'one',
  status: points === null ? null : ('partial' as const),
  points: points ?? 0,
  attempts: points === null ? 0 : 1,
  taken: 0,
  late: 0,
  override: null,
  review: false,
  disputed: false,
  attempt: null,
});

const learner = (name: string, more: Partial<Row> = {}): Row => ({
  learner: 'l000000000000',
  name,
  ...noSchoolRecord,
  state: 'active',
  earned: 0,
  possible: 10,
  grades: [grade(null), grade(2.5)],
  ...more,
});

const sheet = (...learners: Row[]): GradeSheet => ({
  class: { id: 'c000000000000', name: 'Networks' },
  course: 'two-bridges',
  at: '2026-01-02T03:04:05.678Z',
  exercises: [
    { id: 'one', number: 1, title: 'One port (2)', points: 4 },
    { id: 'two', number: 2, title: 'Two hosts, "red" and blue', points: 6 },
  ],
  learners,
});

const rowsOf = (csv: string): string[][] => parse(csv, { bom: true });

test('Canvas finds its five columns, the points possible, and titles that are no ids of its own', () => {
  const csv = canvasOf(sheet(learner('Ida Öhm', { familyName: 'Öhm', platformId: '9001' })));
  expect(csv.startsWith('"Student","ID","SIS User ID","SIS Login ID","Section",')).toBe(true);
  expect(rowsOf(csv)).toEqual([
    ['Student', 'ID', 'SIS User ID', 'SIS Login ID', 'Section', 'One port [2]', 'Two hosts, "red" and blue'],
    ['    Points Possible', '', '', '', '', '4', '6'],
    ['Öhm, Ida', '9001', '', '', '', '', '2.5'],
  ]);
});

test.each([
  ['Anna van der Berg', 'van der Berg', 'van der Berg, Anna'],
  ['Martin Luther King Jr.', 'King', 'King Jr., Martin Luther'],
  ['Ada Lovelace', null, 'Lovelace, Ada'],
  ['Ada Byron', 'Lovelace', 'Byron, Ada'],
  ['Cher', null, 'Cher'],
  ['Ada, Countess of Lovelace', null, 'Ada, Countess of Lovelace'],
])('%s with the surname %s is %s in Canvas', (name, familyName, student) => {
  expect(rowsOf(canvasOf(sheet(learner(name, { familyName }))))[2]?.[0]).toBe(student);
});

test('Moodle gets the learners whom it finds by one column, and no grade where nothing was tried', () => {
  const csv = moodleOf(
    sheet(
      learner('Ida Öhm', { email: 'ida@example.org', externalId: '7' }),
      learner('Ada Byron', { email: 'ada@example.org' }),
      learner('Bob Ray', { externalId: '9' }),
      learner('Cher', { email: 'cher@example.org', login: 'cher' }),
    ),
  );
  expect(rowsOf(csv)).toEqual([
    [
      'First name',
      'Last name',
      'ID number',
      'Email address',
      'Username',
      'One port (2)',
      'Two hosts, "red" and blue',
    ],
    ['Ida', 'Öhm', '7', 'ida@example.org', '', '-', '2.5'],
    ['Ada', 'Byron', '', 'ada@example.org', '', '-', '2.5'],
    ['Cher', '', '', 'cher@example.org', 'cher', '-', '2.5'],
  ]);
});

test('titles that are the same are told apart', () => {
  const same = sheet();
  for (const one of same.exercises) one.title = 'Ports';
  expect(rowsOf(csvOf(same))[0]).toContain('Ports – two: points');
});

test('what is exported is read again as the same learners, also a name that looks like a formula', () => {
  const list = [
    learner('Ida Öhm', {
      familyName: 'Öhm',
      externalId: '007',
      login: 'ida',
      section: 'A',
      platformId: '9001',
    }),
    learner('=1+1 Hyper', { externalId: '-5', login: 'eve' }),
    learner('Anna van der Berg', { familyName: 'van der Berg', externalId: '9', login: 'anna' }),
  ];
  for (const write of [canvasOf, moodleOf, csvOf]) {
    const { report } = readRoster(write(sheet(...list)), []);
    expect(report.added.map(({ name, externalId, login }) => [name, externalId, login])).toEqual(
      list.map(({ name, externalId, login }) => [name, externalId, login]),
    );
    expect(readRoster(write(sheet(...list)), list).report.known).toHaveLength(3);
  }
});
