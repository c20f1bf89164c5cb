import { expect, test } from 'vitest';
import { keysIn, unreadOf, written } from './unread.ts';

const message = (id: number) => ({
  key: String(id),
  isAct: false,
  from: 'Grace',
  text: 'Look here',
  command: null,
  toAll: true,
  at: '2026-11-26T12:00:00Z',
});

test('a message that was read stays read after a reload', () => {
  const kept = written(new Set(['a7', '8']));
  expect(unreadOf([message(9), message(8)], keysIn(kept)).map(({ key }) => key)).toEqual(['9']);
});

test('an empty or unreadable store means that nothing was read', () => {
  expect(keysIn(null).size).toBe(0);
  expect(keysIn('x {} 1.5 b7').size).toBe(0);
});

test('the newest ids are remembered, out of any number', () => {
  const many = keysIn(written(new Set(Array.from({ length: 500 }, (_, id) => `${id}`))));
  expect(many.has('499')).toBe(true);
  expect(many.has('0')).toBe(false);
});
