import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { folders } from '../setup/folders.ts';

const read = (name: string) => readFileSync(path.join(folders.root, name), 'utf8');

test('the settings file names every variable that the documentation does', () => {
  const documented = ['docs/settings.md', 'docs/operator.md'].flatMap((name) =>
    [...read(name).matchAll(/`([A-Z][A-Z_]+)(?:=[^`]*)?`/g)].map(([, variable = '']) => variable),
  );
  expect(documented).toContain('PORT');
  expect(documented).toContain('PARK_AFTER');
  const file = read('lab-server/packaging/files/vethlab.conf');
  expect(documented.filter((name) => !new RegExp(`\\b${name}\\b`).test(file))).toEqual([]);
});

test('each of its lines is a comment, so that a fresh installation has the defaults', () => {
  const lines = read('lab-server/packaging/files/vethlab.conf').split('\n');
  expect(lines.filter((line) => line !== '' && !line.startsWith('#'))).toEqual([]);
});
