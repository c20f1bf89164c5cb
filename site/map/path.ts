import type { Point } from './layout.ts';

const RADIUS = 9;

/** An SVG path through the points, with round corners. */
export function roundedPath(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (!first) return '';
  const parts = rest.map((point, i) => {
    const before = points[i] as Point;
    const after = rest[i + 1];
    if (!after) return `L${point.x} ${point.y}`;
    const near = Math.min(RADIUS, distance(before, point) / 2, distance(point, after) / 2);
    const [a, b] = [towards(point, before, near), towards(point, after, near)];
    return `L${a.x} ${a.y}Q${point.x} ${point.y} ${b.x} ${b.y}`;
  });
  return `M${first.x} ${first.y}${parts.join('')}`;
}

const distance = (a: Point, b: Point) => Math.hypot(a.x - b.x, a.y - b.y);

function towards(from: Point, to: Point, by: number): Point {
  const part = by / (distance(from, to) || 1);
  return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
}
