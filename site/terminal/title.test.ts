import { expect, test } from 'vitest';
import { safeTitle } from './title.ts';

test('keeps an ordinary title as it is', () => {
  expect(safeTitle('pi@pi: ~/Müll 容器')).toBe('pi@pi: ~/Müll 容器');
});

test('leaves out characters that show nothing or turn text around', () => {
  expect(safeTitle('a\u0007b\u001b[31mc\u202Ed\u200Be\u2028f')).toBe('ab[31mcdef');
  expect(safeTitle(' \u0000 ')).toBe('');
});

test('cuts a long title, never through a letter', () => {
  expect(safeTitle('🐳'.repeat(100))).toBe(`${'🐳'.repeat(79)}…`);
});
