import { expect, test } from 'vitest';
import { inApplication, keyCodes, withCtrl } from './key-codes.ts';

test('Ctrl makes control characters of letters and a few signs, and leaves the rest', () => {
  expect(withCtrl('c')).toBe('\x03');
  expect(withCtrl('D')).toBe('\x04');
  expect(withCtrl('[')).toBe('\x1b');
  expect(withCtrl(' ')).toBe('\0');
  expect(withCtrl('1')).toBe('1');
  expect(withCtrl('ü')).toBe('ü');
  expect(withCtrl('ab')).toBe('ab');
});

test('only arrows are different for a program with application cursor keys', () => {
  expect(inApplication(keyCodes['↑'])).toBe('\x1bOA');
  expect(inApplication(keyCodes.Esc)).toBe('\x1b');
  expect(inApplication(keyCodes.Tab)).toBe('\t');
});
