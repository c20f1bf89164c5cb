import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { mayBe, settingsFile, withTables } from '../settings/document.ts';
import { read } from '../settings/read.ts';
import type { Table } from '../settings/setting.ts';
import { allSettings, documents } from './settings-document.ts';

const file = (name: string) => readFileSync(path.join(import.meta.dirname, '../..', name), 'utf8');
const all = allSettings();
const table: Table = Object.assign({}, all.table, ...all.engines.map(({ settings }) => settings));
const settings = Object.entries(table);

test.each([...documents().keys()])(
  '%s is what the settings say: node lab-server/setup/settings-document.ts',
  (name) => {
    expect(file(name)).toBe(documents().get(name));
  },
);

test('a setting that is added or changed changes the documentation, and nothing but its tables', () => {
  const before = '# Words\n\n<!-- settings: PORT map -->\n\n| old |\n|---|\n| row |\n\nMore words.\n';
  const after = withTables(before, all);
  expect(after).toContain(
    '| `PORT` | the port that the web server listens on | a number from 1 to 65535 | `8080` |',
  );
  expect(after).toContain('| `HOST_MAP` |');
  expect(after).not.toContain('old');
  expect(after).toMatch(/^# Words\n\n<!--.*-->\n\n\|[\s\S]*\|\n\nMore words\.\n$/);
  expect(withTables(after, all)).toBe(after);
});

test('docs/settings.md has a row for every setting, and pages for operators name only settings that exist', () => {
  for (const [name] of settings) expect(file('docs/settings.md')).toContain(`\n| \`${name}\` |`);
  const named = ['settings', 'operator', 'install'].flatMap((page) =>
    [...file(`docs/${page}.md`).matchAll(/`([A-Z]+_[A-Z_]+)(?:=[^`]*)?`/g)].map(([, name = '']) => name),
  );
  expect(named).toContain('PARK_AFTER');
  expect(named.filter((name) => !(name in table))).toEqual([]);
});

test('the allowed values of a variable are described alike on every machine', () => {
  const [small, large] = [1, 64].map((size) => ({
    memory: size * 2 ** 30,
    processors: size,
    given: (variable: string) => (variable === 'LAN' && size > 1 ? 'shared' : undefined),
  }));
  for (const [, setting] of settings) expect(mayBe(setting, large)).toBe(mayBe(setting, small));
});

test('each line of the settings file is a comment, so that a fresh installation has the defaults', () => {
  expect(
    settingsFile(all)
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#')),
  ).toEqual([]);
});

test('without their comment signs its lines are the defaults', () => {
  const lines = [...settingsFile(all).matchAll(/^#([A-Z_]+)=(.*)$/gm)].map(([, name = '', value = '']) => [
    name,
    value,
  ]);
  expect(lines.map(([name]) => name)).toEqual(
    settings.filter(([, { notInPackage }]) => !notInPackage).map(([name]) => name),
  );
  expect(read(table, Object.fromEntries(lines))).toEqual(read(table, {}));
});
