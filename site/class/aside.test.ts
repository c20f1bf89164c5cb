import { expect, test } from 'vitest';
import { placeFor } from './aside.ts';

const box = (left: number, top: number, width: number, height: number) => ({
  left,
  top,
  right: left + width,
  bottom: top + height,
});
const places = { corner: box(20, 700, 380, 160), top: box(20, 80, 380, 160) };

test('messages stand in their corner, unless a verdict is there', () => {
  expect(placeFor(places, [])).toBe('corner');
  expect(placeFor(places, [box(20, 300, 560, 200)])).toBe('corner');
  expect(placeFor(places, [box(20, 650, 560, 200)])).toBe('top');
  expect(placeFor(places, [box(500, 650, 560, 200)])).toBe('corner');
});

test('where verdicts take both places the messages wait', () => {
  expect(placeFor(places, [box(20, 60, 560, 800)])).toBe('away');
  expect(placeFor(places, [box(20, 200, 560, 30), box(20, 850, 560, 200)])).toBe('away');
});
