import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { minutesIn } from './minutes.ts';

test('the minutes are those that a prompt names', () => {
  expect(
    minutesIn('**Goal.** Make a bridge. **Time.** About 10 minutes.\n\n**Steps**\n\n1. Wait 5 minutes.'),
  ).toBe(10);
  expect(minutesIn('**Time.** 3 minutes')).toBe(3);
  expect(minutesIn('Wait 5 minutes.')).toBeUndefined();
  expect(minutesIn()).toBeUndefined();
});

test('every exercise of the course names its minutes', () => {
  const folder = path.join(import.meta.dirname, '../../exercises');
  const all = readdirSync(folder, { withFileTypes: true }).filter((one) => one.isDirectory());
  const without = all.filter(
    ({ name }) => minutesIn(readFileSync(path.join(folder, name, 'prompt.mdx'), 'utf8')) === undefined,
  );
  expect(without.map(({ name }) => name)).toEqual([]);
});
