import { expect, test } from 'vitest';
import { fitted, showing, zoomed } from './zoom.ts';

const drawing = { width: 700, height: 400 };

test('the whole drawing is in the middle of a window that is large enough', () => {
  const { x, y, scale } = fitted(drawing, { width: 640, height: 500 });
  expect(x).toBeGreaterThan(0);
  expect(x * 2 + drawing.width * scale).toBeCloseTo(640);
  expect(y * 2 + drawing.height * scale).toBeCloseTo(500);
});

test('it is never fitted so small that nobody can read it', () => {
  expect(fitted(drawing, { width: 100, height: 100 }).scale * 12.5).toBeGreaterThanOrEqual(11);
});

test('zooming keeps the point under the pointer in place', () => {
  const at = { x: 200, y: 100 };
  const before = { x: 10, y: 20, scale: 1 };
  const after = zoomed(before, 1.5, at);
  const under = ({ x, y, scale }: typeof before) => [(at.x - x) / scale, (at.y - y) / scale];
  expect(after.scale).toBe(1.5);
  expect(under(after)[0]).toBeCloseTo(under(before)[0] ?? Number.NaN);
  expect(under(after)[1]).toBeCloseTo(under(before)[1] ?? Number.NaN);
});

test('a part outside the window is moved into it, and a part inside moves nothing', () => {
  const window = { width: 300, height: 200 };
  const view = { x: 0, y: 0, scale: 1 };
  expect(showing(view, { x: 20, y: 20, width: 50, height: 20 }, window)).toEqual(view);
  const { x } = showing(view, { x: 400, y: 20, width: 50, height: 20 }, window);
  expect(400 + x).toBeGreaterThanOrEqual(0);
  expect(450 + x).toBeLessThanOrEqual(300);
});
