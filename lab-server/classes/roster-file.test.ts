import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainName } from './names.ts';
import { RosterError, readRoster } from './roster-file.ts';

const names = (csv: string, known: string[] = []) => readRoster(csv, known).added.map(({ name }) => name);

test('a list of names needs no header', () => {
  expect(readRoster('Ada Lovelace\nGrace Hopper\n', [])).toEqual({
    added: [
      { line: 1, name: 'Ada Lovelace', externalId: null },
      { line: 2, name: 'Grace Hopper', externalId: null },
    ],
    known: [],
    refused: [],
  });
});

test.each([
  ['commas', 'name,id\nAda,7'],
  ['semicolons, as spreadsheets in German save it', 'Name;Matrikelnummer\r\nAda;7'],
  ['tabs, as copied from a spreadsheet', 'Student\tNumber\nAda\t7'],
  ['other columns around it', 'mail,ID,Name\na@example.org,7,Ada'],
  ['no header', 'Ada,7'],
])('reads %s', (_, csv) => {
  expect(readRoster(csv, []).added).toMatchObject([{ name: 'Ada', externalId: '7' }]);
});

test('first and last name are put together', () => {
  expect(names('Vorname;Nachname\nAda;Lovelace')).toEqual(['Ada Lovelace']);
});

test('all names that a spreadsheet can write come back, each once', () => {
  const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }).filter((text) => {
    const plain = text.replaceAll(/\s+/g, ' ').trim();
    return plain !== '' && plain.length <= 60 && !text.includes('\ufeff') && !text.includes('\0');
  });
  fc.assert(
    fc.property(fc.array(name, { minLength: 1, maxLength: 20 }), (given) => {
      const { added, known, refused } = readRoster(
        stringify([['name'], ...given.map((one) => [one])], { quoted: true }),
        [],
      );
      const different = new Set(given.map(plainName));
      expect(new Set(added.map((one) => plainName(one.name)))).toEqual(different);
      expect(added.length + known.length + refused.length).toBe(given.length);
    }),
    { numRuns: 200 },
  );
});

test('a class has a size', () => {
  const csv = Array.from({ length: 505 }, (_, i) => `Learner ${i}`).join('\n');
  const { added, refused } = readRoster(csv, ['Somebody']);
  expect(added).toHaveLength(499);
  expect(refused[0]?.why).toMatch(/at most 500/);
});

test('a file that is no CSV is refused', () => {
  expect(() => readRoster('Ada "the first, 1', [])).toThrow(RosterError);
});
