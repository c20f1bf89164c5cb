import { expect, test } from 'vitest';
import { isAnswer } from './terminal-answers.ts';

test.each([
  ['primary device attributes', '\x1b[?1;2c'],
  ['secondary device attributes', '\x1b[>0;276;0c'],
  ['cursor position', '\x1b[24;80R'],
  ['status', '\x1b[0n'],
  ['mode report', '\x1b[?2026;2$y'],
  ['background colour', '\x1b]11;rgb:0a0a/0f0f/1313\x1b\\'],
  ['setting report', '\x1bP1$r0m\x1b\\'],
  ['two at once', '\x1b[?1;2c\x1b[1;1R'],
])('%s is an answer', (_, data) => {
  expect(isAnswer(data)).toBe(true);
});

test.each([
  ['text', 'ls -l\r'],
  ['an arrow', '\x1b[A'],
  ['a word left', '\x1b[1;5D'],
  ['F6', '\x1b[17~'],
  ['escape', '\x1b'],
  ['a bracketed paste', '\x1b[200~\x1b[0n\x1b[201~'],
  ['a mouse report', '\x1b[<0;10;10M'],
  ['focus', '\x1b[I'],
  ['a string with Enter in it', '\x1bP1\rreboot\r\x1b\\'],
  ['a colour with Enter in it', '\x1b]11;\rreboot\r\x07'],
])('%s is typed', (_, data) => {
  expect(isAnswer(data)).toBe(false);
});
