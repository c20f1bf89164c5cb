import { signal } from '@preact/signals';
import { keep, kept } from '../shell/kept.ts';

const LEAST = 10;
const MOST = 24;
const NORMAL = 14;

export const fontFamily = "'JetBrains Mono Variable', ui-monospace, Menlo, Consolas, monospace";

/** Resolves once letters can be measured. */
export const loadFont = (): Promise<unknown> => document.fonts.load("14px 'JetBrains Mono Variable'");

function initial(): number {
  const size = Number(kept('font-size'));
  return size >= LEAST && size <= MOST ? size : NORMAL;
}

/** The terminals' font size in CSS pixels. */
export const fontSize = signal(initial());

export function changeFontSize(by: 1 | -1): void {
  fontSize.value = Math.min(MOST, Math.max(LEAST, fontSize.value + by));
  keep('font-size', String(fontSize.value));
}

/** About how many columns and rows fit in a box. The terminal measures exactly once it is there. */
export function roughSize(box: { width: number; height: number }): { cols: number; rows: number } {
  const cols = Math.floor((box.width - 24) / (fontSize.value * 0.6));
  const rows = Math.floor((box.height - 12) / (fontSize.value * 1.32));
  return { cols: Math.min(500, Math.max(20, cols)), rows: Math.min(300, Math.max(5, rows)) };
}
