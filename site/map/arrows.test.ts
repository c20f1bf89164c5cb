import { expect, test } from 'vitest';
import { nextThing } from './arrows.ts';

/** Three in a row, and one below the middle one, a little to the right. */
const places = new Map(
  Object.entries({
    left: { x: 0, y: 0, width: 10, height: 10 },
    middle: { x: 50, y: 0, width: 10, height: 10 },
    right: { x: 100, y: 0, width: 10, height: 10 },
    below: { x: 60, y: 60, width: 10, height: 10 },
  }),
);

test('an arrow key goes to the next part in its direction', () => {
  expect(nextThing('left', 'ArrowRight', places)).toBe('middle');
  expect(nextThing('middle', 'ArrowRight', places)).toBe('right');
  expect(nextThing('right', 'ArrowLeft', places)).toBe('middle');
  expect(nextThing('middle', 'ArrowDown', places)).toBe('below');
  expect(nextThing('below', 'ArrowUp', places)).toBe('middle');
});

test('a part that lies almost straight below is not to the right', () => {
  expect(
    nextThing('right', 'ArrowRight', new Map(places).set('far', { x: 108, y: 90, width: 10, height: 10 })),
  ).toBeUndefined();
});

test('an arrow key does nothing when no part lies that way', () => {
  expect(nextThing('right', 'ArrowRight', places)).toBeUndefined();
  expect(nextThing('left', 'ArrowUp', places)).toBeUndefined();
});

test('from a part that is gone it goes to the first', () => {
  expect(nextThing('gone', 'ArrowDown', places)).toBe('left');
});
