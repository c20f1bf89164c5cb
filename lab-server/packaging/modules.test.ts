import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { folders } from '../setup/folders.ts';
import { temporaryFolder } from '../testing/temporary.ts';
import { closureOf, copyModule, importsOf } from './modules.ts';

test('imports at run time are told from types, our own files, Node itself, and text', () => {
  const source = `
import { readFileSync } from 'node:fs';
import path from 'path';
import type { Request } from 'express';
import { z } from 'zod';
import { parse } from 'csv-parse/sync';
import unicode, {
  Terminal,
} from '@xterm/headless';
import './files.ts';
const uqr = await import('uqr');
const text = \`import { x } from '\${ours}';\`;
`;
  expect(importsOf(source)).toEqual(['zod', 'csv-parse', '@xterm/headless', 'uqr']);
});

test('modules come with all that they need, and without what builds pages', () => {
  const found = closureOf(folders.root, ['express', 'zod']).map((folder) =>
    folder.replace('node_modules/', ''),
  );
  expect(found).toEqual(expect.arrayContaining(['express', 'zod', 'body-parser', 'mime-db']));
  for (const name of ['astro', 'typescript', 'vitest']) expect(found).not.toContain(name);
});

test('a module that is not installed is named', () => {
  expect(() => closureOf(folders.root, ['no-such-module'])).toThrow(/no-such-module is not installed/);
});

test("a module's code and licence are taken, and its lower folders whatever their names are", () => {
  const [root, target] = [temporaryFolder(), temporaryFolder()];
  const names = [
    'package.json',
    'LICENSE.md',
    'README.md',
    'dist/doc/a.js',
    'dist/a.d.ts',
    'dist/a.js.map',
    'docs/b.js',
    'test/c.js',
  ];
  for (const name of names) {
    const file = path.join(root, 'node_modules/one', name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, '');
  }
  copyModule(root, 'node_modules/one', target);
  const there = names.filter((name) => existsSync(path.join(target, 'node_modules/one', name)));
  expect(there).toEqual(['package.json', 'LICENSE.md', 'dist/doc/a.js']);
});
