import unicode11 from '@xterm/addon-unicode11';
import { expect, test } from 'vitest';
import { characterWidths } from './character-width.ts';

const widths = characterWidths(new unicode11.Unicode11Addon());

/** wcwidth() of glibc 2.41 in C.UTF-8, as in the lab image. */
test.each([
  ['a letter', 'a', 1],
  ['an umlaut', 'ö', 1],
  ['a combining accent', '\u0301', 0],
  ['Chinese', '容', 2],
  ['Unicode 13: a bubble tea', '\u{1F9CB}', 2],
  ['Unicode 15: a shaking face', '\u{1FAE8}', 2],
  ['Unicode 15: wireless', '\u{1F6DC}', 2],
  ['Unicode 16: a harp', '\u{1FA89}', 2],
  ['Unicode 16: a face with bags under its eyes', '\u{1FAE9}', 2],
  ['Unicode 16: a hexagram, which was narrow before', '\u{4DC0}', 2],
  ['Unicode 16: a combining Arabic sign', '\u{897}', 0],
  ['Unicode 16: a letter of Todhri', '\u{105C0}', 1],
])('%s takes as many cells as on a lab host', (_, character, cells) => {
  expect(widths.wcwidth(character.codePointAt(0) ?? 0)).toBe(cells);
});

test('a number that is no character, as of broken UTF-8, has a width too', () => {
  expect(widths.wcwidth(1_138_059)).toBe(1);
});
