import { expect, test } from 'vitest';
import { bareName, seenName, shownName } from './name.ts';

test.each([
  ['Ada\u200b Love\u2060lace', 'Ada Lovelace', 'zero-width space, word joiner'],
  ['\u202eadA', 'adA', 'an override of direction'],
  ['\u2066Ada\u2069\u200f\u061c', 'Ada', 'isolates and marks of direction'],
  [
    'Ada\ufeff\u00ad\u034f\u180e',
    'Ada',
    'byte order mark, soft hyphen, grapheme joiner, Mongolian separator',
  ],
  ['\u3164Ada\u115f\u1160\uffa0\u2800', 'Ada', 'fillers and the empty Braille pattern'],
  ['A\u{e0061}da\u{e0100}\ufe0f', 'Ada', 'tags and variation selectors'],
  ['\ue000Ada\u{f0000}', 'Ada', 'private use'],
  ['Ada\u00a0\u2003 \u3000Lovelace', 'Ada Lovelace', 'spaces of all widths'],
  ['A\u200dda', 'Ada', 'a joiner between letters that don’t need it'],
  [`Z${'\u0351'.repeat(50)}oe`, `Z${'\u0351'.repeat(4)}oe`, 'a heap of marks'],
])('of %j only %j is kept: %s', (given, kept) => {
  expect(seenName(given)).toBe(kept);
});

test.each([
  'Zoë "Robert\'); DROP TABLE learners;--" 李 👩‍🔬 <b>',
  '👩🏽‍🚀 ❤️',
  'Nguyễn Thị Hoa',
  'עדה',
  'می\u200cخواهم',
  'क्\u200dष',
  'O’Brien-Núñez',
])('%s is kept as it is', (name) => {
  expect(seenName(name)).toBe(name);
});

test('a name with nothing visible is refused, and one that is too long gets one error', () => {
  const name = shownName(60);
  for (const given of ['', ' ', '\u200b\u200b', '\u3164', '\u202e', 'x'.repeat(61), 'x'.repeat(10_000)]) {
    expect(
      name.safeParse(given).error?.issues.map(({ message }) => message),
      given.slice(0, 9),
    ).toEqual(['Give a name of 1 to 60 characters.']);
  }
  expect(name.safeParse('a\u0007').success).toBe(false);
  expect(name.parse('x'.repeat(60))).toHaveLength(60);
});

test('names are compared without invisible characters', () => {
  expect(bareName('A\u200bd\u200da')).toBe('Ada');
});
