import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { writeNew } from '../kit/new.ts';
import { folders } from '../setup/folders.ts';
import { temporaryFolder } from '../testing/temporary.ts';
import { liveCatalog } from './live-catalog.ts';

test('the catalog follows exercises and checkers, and stays as it was while something in them is wrong', async () => {
  const course = { folder: temporaryFolder(folders.made), chapters: 'chapters' };
  for (const [kind, name] of [
    ['chapter', 'one'],
    ['checker', 'addresses'],
    ['exercise', 'mine'],
  ] as const)
    writeNew(kind, name, course);
  const [exercisesDir, checkersDir] = ['exercises', 'checkers'].map((name) =>
    path.join(course.folder, name),
  ) as [string, string];
  const onChange = vi.fn();
  const { catalog, close } = await liveCatalog({ exercisesDir, checkersDir, onChange });
  onTestFinished(close);
  const file = path.join(exercisesDir, '01-mine/exercise.yaml');
  const own = 'title: Count\nchapter: 01-one\npoints: 1\nchecker: addresses\n';
  writeFileSync(file, own);
  await vi.waitFor(() => expect(catalog.get('mine')).toMatchObject({ title: 'Count', isTask: false }), 5000);

  const checker = path.join(checkersDir, 'addresses.ts');
  writeFileSync(checker, readFileSync(checker, 'utf8').replaceAll('count', 'number'));
  await vi.waitFor(
    () => expect(catalog.get('mine')?.answerSchema).toMatchObject({ required: ['number'] }),
    5000,
  );

  writeFileSync(file, own.replace('points: 1', 'points: 0'));
  await vi.waitFor(() => expect(onChange).toHaveBeenLastCalledWith(expect.stringContaining('points')), 5000);
  expect(catalog.get('mine')).toMatchObject({ points: 1 });

  mkdirSync(path.join(exercisesDir, '02-more'));
  writeFileSync(file, own);
  writeFileSync(path.join(exercisesDir, '02-more/exercise.yaml'), own);
  await vi.waitFor(() => expect([...catalog.keys()]).toEqual(['mine', 'more']), 5000);
});
