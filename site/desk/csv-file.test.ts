import { expect, test } from 'vitest';
import { csvText, isWorkbook } from './csv-file.ts';

const file = (...bytes: number[]) => Uint8Array.from(bytes).buffer;

test.each([
  ['UTF-8', file(0x4a, 0xc3, 0xb6, 0x72, 0x67)],
  ['UTF-8 with a byte order mark', file(0xef, 0xbb, 0xbf, 0x4a, 0xc3, 0xb6, 0x72, 0x67)],
  ['UTF-16', file(0xff, 0xfe, 0x4a, 0, 0xf6, 0, 0x72, 0, 0x67, 0)],
  ['UTF-16 of the other order', file(0xfe, 0xff, 0, 0x4a, 0, 0xf6, 0, 0x72, 0, 0x67)],
  ['UTF-16 without a mark', file(0x4a, 0, 0xf6, 0, 0x72, 0, 0x67, 0)],
  ['UTF-16 of the other order without a mark', file(0, 0x4a, 0, 0xf6, 0, 0x72, 0, 0x67)],
  ['Windows-1252', file(0x4a, 0xf6, 0x72, 0x67)],
])('a name is read from %s', (_, bytes) => {
  expect(csvText(bytes)).toBe('Jörg');
});

test('a workbook is told from text', () => {
  expect(isWorkbook(file(0x50, 0x4b, 3, 4, 20))).toBe(true);
  expect(isWorkbook(file(0xd0, 0xcf, 0x11, 0xe0, 0xa1))).toBe(true);
  expect(isWorkbook(file(0x50, 0x4b, 0x61, 0x75))).toBe(false);
});
