import { EditorState } from '@codemirror/state';
import { expect, test } from 'vitest';
import { lineEndOf } from './line-ends.ts';

const PARTS = ['a', 'ü', '\n', '\r', '\r\n', '\u2028', '\t', ''];

test('a text comes out of the editor as it went in, whatever ends its lines', () => {
  for (let number = 0; number < PARTS.length ** 4; number += 1) {
    const text = [0, 1, 2, 3]
      .map((at) => PARTS[Math.floor(number / PARTS.length ** at) % PARTS.length])
      .join('');
    const state = EditorState.create({
      doc: text,
      extensions: EditorState.lineSeparator.of(lineEndOf(text)),
    });
    expect(state.sliceDoc()).toBe(text);
  }
});

test('a file of Windows keeps its line ends in new lines', () => {
  expect(lineEndOf('a\r\nb\r\n')).toBe('\r\n');
  expect(lineEndOf('a\r\nb\n')).toBe('\n');
  expect(lineEndOf('')).toBe('\n');
});
