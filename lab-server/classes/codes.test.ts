import { expect, test } from 'vitest';
import { asCode, newClassCode, newPersonalCode } from './codes.ts';

test('a code is the same however it is typed', () => {
  for (let i = 0; i < 200; i++) {
    for (const code of [newClassCode(), newPersonalCode()]) {
      expect(asCode(code)).toBe(code);
      expect(asCode(code.toLowerCase().replace('-', ''))).toBe(code);
      expect(asCode(` ${code.replace('-', ' – ')} `)).toBe(code);
      expect(asCode(code.replaceAll('0', 'o').replaceAll('1', 'l'))).toBe(code);
    }
  }
});

test('codes have their length and no sign that is taken for another, and none comes twice', () => {
  const [some, personal] = [newClassCode, newPersonalCode].map((make) =>
    Array.from({ length: 500 }, () => make()),
  );
  expect(some?.every((code) => /^[0-9A-HJKMNP-TV-Z]{3}-[0-9A-HJKMNP-TV-Z]{3}$/.test(code))).toBe(true);
  expect(personal?.every((code) => /^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/.test(code))).toBe(true);
  expect(new Set(personal).size).toBe(500);
});
