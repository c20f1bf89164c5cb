import type { Point, Rect } from './layout.ts';

/** The place of the drawing's corner in the window, and the scale at which the drawing is shown. */
export interface View extends Point {
  scale: number;
}

interface Size {
  width: number;
  height: number;
}

/** At the smallest scale the smallest words of styles/map.css, 12.5 px, are still 11 px. A map that is too large then has to be moved. */
const FITTED = { least: 0.88, most: 1.15 };
const LIMITS = { least: 0.3, most: 2.5 };
const MARGIN = 14;

/**
 * Shows the whole drawing in the middle of the window. Shows its upper middle when the whole would need a scale below `least`.
 */
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

/** Makes the drawing larger or smaller around a point of the window, which stays over the same place of the drawing. */
export function zoomed({ x, y, scale }: View, by: number, at: Point): View {
  const next = Math.min(LIMITS.most, Math.max(LIMITS.least, scale * by));
  const part = next / scale;
  return { scale: next, x: at.x - (at.x - x) * part, y: at.y - (at.y - y) * part };
}

/** Moves the drawing by as little as brings a part of it into the window. */
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
