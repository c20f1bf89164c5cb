import type { Rect } from './layout.ts';

const WAYS: Record<string, [x: number, y: number]> = {
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
};

export const isArrow = (key: string) => key in WAYS;

/** A part that lies almost beside counts as another direction. */
const LEAST_AHEAD = 0.3;
/** How much further away a part counts for each pixel that it lies beside the way. */
const ASIDE = 2.5;

/** The next part in an arrow key's direction; undefined when there is none. */
export function nextThing(from: string, key: string, places: ReadonlyMap<string, Rect>): string | undefined {
  const [wayX, wayY] = WAYS[key] ?? [0, 0];
  const start = places.get(from);
  if (!start) return places.keys().next().value;
  let best: { id: string; cost: number } | undefined;
  for (const [id, rect] of places) {
    const [x, y] = [middle(rect).x - middle(start).x, middle(rect).y - middle(start).y];
    const ahead = x * wayX + y * wayY;
    const aside = Math.abs(x * wayY) + Math.abs(y * wayX);
    if (id === from || ahead <= 1 || ahead < aside * LEAST_AHEAD) continue;
    const cost = ahead + aside * ASIDE;
    if (!best || cost < best.cost) best = { id, cost };
  }
  return best?.id;
}

const middle = ({ x, y, width, height }: Rect) => ({ x: x + width / 2, y: y + height / 2 });
