import { expect, test } from 'vitest';
import { idsIn, unreadOf, written } from './unread.ts';

const message = (id: number) => ({
  id,
  from: 'Grace',
  text: 'Look here',
  command: null,
  toAll: true,
  at: '2026-11-26T12:00:00Z',
});

test('a message that was read stays read after a reload', () => {
  const kept = written(new Set([7, 8]));
  expect(unreadOf([message(9), message(8)], idsIn(kept)).map(({ id }) => id)).toEqual([9]);
});

test('an empty or unreadable store means that nothing was read', () => {
  expect(idsIn(null).size).toBe(0);
  expect(idsIn('x {} 1.5').size).toBe(0);
});

test('the newest ids are remembered, out of any number', () => {
  const many = idsIn(written(new Set(Array.from({ length: 500 }, (_, id) => id))));
  expect(many.has(499)).toBe(true);
  expect(many.has(0)).toBe(false);
});
