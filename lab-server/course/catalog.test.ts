import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { folders } from '../setup/folders.ts';
import { temporaryFolder } from '../testing/temporary.ts';
import { loadCatalog } from './catalog.ts';
import { CourseError } from './course-error.ts';

const CHECKERS = path.join(import.meta.dirname, '../testing/course/checkers');
const WHOLE = 'title: A title\nchapter: files\npoints: 5\nchecker: word\n';

/** A folder with one exercise per entry: the folder's name and its exercise.yaml. */
function course(exercises: Record<string, string | undefined>): string {
  const folder = temporaryFolder();
  for (const [name, yaml] of Object.entries(exercises)) {
    mkdirSync(path.join(folder, name));
    if (yaml !== undefined) writeFileSync(path.join(folder, name, 'exercise.yaml'), yaml);
  }
  return folder;
}

/** A folder of checkers with one in it, called word. */
function checkers(source: string): string {
  const folder = temporaryFolder();
  writeFileSync(path.join(folder, 'word.ts'), source);
  return folder;
}

test('exercises come in the order of their numbers, not of their letters', async () => {
  const folder = course({ '10-last': WHOLE, '2-second': WHOLE, '01-first': WHOLE });
  writeFileSync(path.join(folder, 'README.md'), 'not an exercise');
  const catalog = await loadCatalog(folder, CHECKERS);
  expect([...catalog.keys()]).toEqual(['first', 'second', 'last']);
  expect([...catalog.values()].map(({ number }) => number)).toEqual([1, 2, 10]);
});

test('a field that an exercise leaves out has its default', async () => {
  const catalog = await loadCatalog(course({ '01-word': WHOLE }), CHECKERS);
  expect(catalog.get('word')).toMatchObject({
    title: 'A title',
    points: 5,
    form: {},
    hints: [],
    hintCost: 0,
    revealAfter: 3,
    solution: 'never',
    steps: undefined,
    watch: false,
  });
  expect(catalog.get('word')?.answerSchema).toMatchObject({ type: 'object', required: ['word'] });
});

test('a solution is shown after the attempts that reveal, unless the exercise says otherwise', async () => {
  const folder = course({ '01-first': WHOLE, '02-second': `${WHOLE}solution: never\n` });
  for (const name of ['01-first', '02-second']) {
    writeFileSync(path.join(folder, name, 'solution.yaml'), '- text: Look.\n  run: ls\n');
  }
  const catalog = await loadCatalog(folder, CHECKERS);
  expect(catalog.get('first')).toMatchObject({
    solution: 'after-attempts',
    steps: [{ text: 'Look.', run: 'ls' }],
  });
  expect(catalog.get('second')).toMatchObject({ solution: 'never' });
});

test('an exercise that marks itself has a checker that needs no answer', async () => {
  const watched = `${WHOLE.replace('word', 'done')}watch: true\n`;
  const catalog = await loadCatalog(course({ '01-done': watched }), CHECKERS);
  expect(catalog.get('done')).toMatchObject({ watch: true });
  const loading = loadCatalog(course({ '01-word': `${WHOLE}watch: true\n` }), CHECKERS);
  await expect(loading).rejects.toThrow(CourseError);
  await expect(loading).rejects.toThrow(
    /^exercises\/01-word\/exercise\.yaml: watch: the checker word wants an answer, .*remove watch/,
  );
});

test('an invalid solution is reported with its file', async () => {
  const folder = course({ '01-word': WHOLE });
  writeFileSync(path.join(folder, '01-word', 'solution.yaml'), '- Look.\n');
  await expect(loadCatalog(folder, CHECKERS)).rejects.toThrow(/01-word\/solution\.yaml:/);
});

test('each exercise of the course tells how its answer is found', async () => {
  const catalog = await loadCatalog(folders.exercises, folders.checkers);
  expect(catalog.size).toBeGreaterThan(10);
  for (const { id, solution, steps } of catalog.values()) {
    expect({ id, solution }).toEqual({ id, solution: 'after-attempts' });
    expect(steps?.filter(({ run }) => run).length, id).toBeGreaterThan(1);
  }
});

test('a course without exercises is empty', async () => {
  expect((await loadCatalog(path.join(temporaryFolder(), 'none'), CHECKERS)).size).toBe(0);
});

test.for([
  ['a folder without a number', { word: WHOLE }, [/exercises\/word: a folder here is named NN-name/]],
  ['a folder with capitals', { '01-Word': WHOLE }, [/exercises\/01-Word/]],
  [
    'two exercises of one name',
    { '01-word': WHOLE, '02-word': WHOLE },
    [/exercises\/02-word: .*named word too/],
  ],
  [
    'no exercise.yaml',
    { '01-word': undefined },
    [/^exercises\/01-word\/exercise\.yaml: there is no such file/],
  ],
  ['YAML that is none', { '01-word': 'title: [' }, [/01-word\/exercise\.yaml: .*line 1/s]],
  ['an empty file', { '01-word': '' }, [/01-word\/exercise\.yaml:/]],
  ['a field left out', { '01-word': WHOLE.replace('title: A title\n', '') }, [/exercise\.yaml:/, /title/]],
  ['a field of the wrong type', { '01-word': WHOLE.replace('5', 'five') }, [/exercise\.yaml:/, /points/]],
  ['points that are none', { '01-word': WHOLE.replace('5', '0') }, [/points/]],
  ['a field nobody knows', { '01-word': `${WHOLE}hint: one\n` }, [/exercise\.yaml:/, /"hint"/]],
  ['hints that are no list', { '01-word': `${WHOLE}hints: one\n` }, [/hints/]],
  [
    'hints that take more than there is',
    { '01-word': `${WHOLE}hints: [one, two, three]\nhintCost: 2\n` },
    [/exercise\.yaml:/, /3 hints of 2 take 6 points, but the exercise has 5/, /hintCost/],
  ],
  ['a cost of less than a tenth', { '01-word': `${WHOLE}hintCost: 0.25\n` }, [/hintCost/]],
  ['a form that is none', { '01-word': `${WHOLE}form:\n  word: { lable: x }\n` }, [/form\.word/]],
  [
    'a checker that is not there',
    { '01-word': WHOLE.replace('word', 'wrod') },
    [/exercise\.yaml: checker: .*wrod\.ts.*no such/],
  ],
] as const)('%s is said with its file and field', async ([, exercises, messages]) => {
  const loading = loadCatalog(course(exercises), CHECKERS);
  await expect(loading).rejects.toThrow(CourseError);
  for (const message of messages) await expect(loading).rejects.toThrow(message);
});

test.for([
  ['a checker that exports something else', 'export default 5;', /word\.ts: its default export is not/],
  ['a checker that exports nothing', 'export const check = 5;', /word\.ts: its default export is not/],
  ['a checker that cannot be loaded', 'throw new Error("no such tool");', /word\.ts: no such tool/],
  ['a checker with a slip of the pen', 'export default {', /word\.ts: /],
  [
    'a checker whose answers no form can take',
    `import { z } from '${import.meta.resolve('zod')}';
     export default { answer: z.object({ when: z.date() }), observe: async () => {}, judge: () => {} };`,
    /word\.ts: Date/,
  ],
] as const)('%s is said with its file', async ([, source, message]) => {
  const loading = loadCatalog(course({ '01-word': WHOLE }), checkers(source));
  await expect(loading).rejects.toThrow(CourseError);
  await expect(loading).rejects.toThrow(/01-word\/exercise\.yaml: checker: /);
  await expect(loading).rejects.toThrow(message);
});
