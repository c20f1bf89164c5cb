import { expect, test } from 'vitest';
import { hasUnseen, severalLines, shown, withoutUnseen } from './clipboard-text.ts';
import { isPasteInDisguise, pasteWaiting, waitingPaste } from './paste.ts';

test.each([
  ['the end of a bracketed paste', 'echo safe\x1b[201~; touch got\r', 'echo safe⟨^[⟩[201~; touch got\r'],
  ['the same in one control character of eight bits', 'a\u009b201~b', 'a⟨U+009B⟩201~b'],
  ['Ctrl+O, which runs a line in bash', 'reboot\x0f', 'reboot⟨^O⟩'],
  ['Ctrl+C', '\x03', '⟨^C⟩'],
  ['a deleted character', 'a\x7f', 'a⟨^?⟩'],
  ['next line', 'a\u0085b', 'a⟨U+0085⟩b'],
  ['a form feed', 'a\fb', 'a⟨^L⟩b'],
  ['a line separator', 'a\u2028b', 'a⟨U+2028⟩b'],
  ['text turned around', 'rm \u202efdp.txt', 'rm ⟨U+202E⟩fdp.txt'],
])('%s is shown, and left out of what is pasted', (_, text, seen) => {
  expect(hasUnseen(text)).toBe(true);
  expect(shown(text)).toBe(seen);
  expect(hasUnseen(withoutUnseen(text))).toBe(false);
});

test.each(['ip addr\tshow', 'a\nb\r\nc\r', 'Grüße 👩\u200d🔬 容器', 'for i in 1 2; do\n\techo $i\ndone\n'])(
  'text as people copy it is pasted as it is: %j',
  (text) => {
    expect(hasUnseen(text)).toBe(false);
    expect(withoutUnseen(text)).toBe(text);
  },
);

test('lines count by any kind of end, and an end alone does not', () => {
  for (const text of ['a\nb', 'a\rb', 'a\r\nb\n']) expect(severalLines(text)).toBe(true);
  for (const text of ['a', 'a\n', 'a\r\n', '']) expect(severalLines(text)).toBe(false);
});

test('typing with an end of a line in it is a paste in disguise; keys are none', () => {
  for (const text of ['ls\r', 'a\nb', 'a\x0f']) expect(isPasteInDisguise(text)).toBe(true);
  for (const text of ['\r', 'a', '\x1b\r', '\x1b[1;5D', 'ö', 'word', '\x0f'])
    expect(isPasteInDisguise(text)).toBe(false);
});

test.each([
  ['one line with unseen characters', 'echo safe\x1b[201~; touch got\r', 'echo safe[201~; touch got'],
  ['several such lines', 'a\x0fb\nc\n', 'ab\nc\n'],
  ['text in which all is seen', 'a\nb\n', 'a\nb\n'],
])('%s, agreed to, is pasted without its end if that could run it unseen', (_, text, expected) => {
  const pasted: string[] = [];
  waitingPaste.value = { text, into: { terminal: {} as never, paste: (given) => void pasted.push(given) } };
  pasteWaiting();
  expect(pasted).toEqual([expected]);
});
