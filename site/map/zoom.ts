import type { Point, Rect } from './layout.ts';

/** Where the drawing's corner is in the window on it, and how large it is shown. */
export interface View extends Point {
  scale: number;
}

interface Size {
  width: number;
  height: number;
}

/** Below the smallest words can't be read; a map that is larger than that is to be panned. */
const FITTED = { least: 0.5, most: 1.15 };
const LIMITS = { least: 0.3, most: 2.5 };
const MARGIN = 14;

/** The whole drawing in the middle of the window, or its upper middle where it would become too small, or is to be so large. */
export function fitted(drawing: Size, window: Size, least: number = FITTED.least): View {
  const wanted = Math.min(
    (window.width - 2 * MARGIN) / drawing.width,
    (window.height - 2 * MARGIN) / drawing.height,
  );
  const scale = Math.min(FITTED.most, Math.max(least, wanted));
  const space = window.height - drawing.height * scale;
  return {
    scale,
    x: (window.width - drawing.width * scale) / 2,
    y: Math.max(MARGIN, space / 2),
  };
}

/** Larger or smaller, while the point of the window stays over what it is over. */
export function zoomed({ x, y, scale }: View, by: number, at: Point): View {
  const next = Math.min(LIMITS.most, Math.max(LIMITS.least, scale * by));
  const part = next / scale;
  return { scale: next, x: at.x - (at.x - x) * part, y: at.y - (at.y - y) * part };
}

/** Moved by as little as brings a part of the drawing into the window. */
export function showing(view: View, part: Rect, window: Size): View {
  const shift = (start: number, length: number, offset: number, room: number) => {
    const [from, to] = [start * view.scale + offset, (start + length) * view.scale + offset];
    if (from < MARGIN) return MARGIN - from;
    return to > room - MARGIN ? Math.max(room - MARGIN - to, MARGIN - from) : 0;
  };
  return {
    ...view,
    x: view.x + shift(part.x, part.width, view.x, window.width),
    y: view.y + shift(part.y, part.height, view.y, window.height),
  };
}
