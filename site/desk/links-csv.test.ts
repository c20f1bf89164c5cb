import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { linksCsv } from './links-csv.ts';

test('links stand in a table that spreadsheets read, whatever is in a title', () => {
  const rows = [
    ['Number', 'Exercise', 'Link'],
    [1, 'Who said “veth”, or "bridge"?', 'http://lab/go/who?code=ABC-DEF'],
    [2, '=SUM(A1)', 'http://lab/go/sum?code=ABC-DEF'],
  ];
  const text = linksCsv(rows);
  expect(text).toMatch(/^\uFEFF"Number","Exercise","Link"\r\n1,"Who/);
  expect(parse(text, { bom: true })).toEqual([
    ['Number', 'Exercise', 'Link'],
    ['1', 'Who said “veth”, or "bridge"?', 'http://lab/go/who?code=ABC-DEF'],
    ['2', "'=SUM(A1)", 'http://lab/go/sum?code=ABC-DEF'],
  ]);
});
