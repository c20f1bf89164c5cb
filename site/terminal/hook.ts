import { active } from './state.ts';
import { viewOf } from './views.ts';

const LAST_LINES = 200;

/**
 * `window.vethlab.terminal`: a stable hook for tests, about the terminal that is shown. `text()` is its last 200 lines, shown or scrolled
 * away. `rows()` is its screen. `ready` is true while it is on the page and connected.
 */
export const terminalHook = {
  text(): string {
    const buffer = viewOf(active.value)?.terminal.buffer.active;
    if (!buffer) return '';
    const lines: string[] = [];
    for (let row = 0; row < buffer.length; row += 1) {
      const line = buffer.getLine(row);
      const text = line?.translateToString(!buffer.getLine(row + 1)?.isWrapped) ?? '';
      // A long line takes several rows, and is returned as one line.
      if (line?.isWrapped && lines.length > 0) lines.push((lines.pop() ?? '') + text);
      else lines.push(text);
    }
    return lines
      .join('\n')
      .replace(/(?<!\n)\n+$/, '')
      .split('\n')
      .slice(-LAST_LINES)
      .join('\n');
  },
  /** The rows that are on the screen now. */
  rows(): string[] {
    const view = viewOf(active.value);
    const buffer = view?.terminal.buffer.active;
    if (!view || !buffer) return [];
    return Array.from(
      { length: view.terminal.rows },
      (_, row) => buffer.getLine(buffer.viewportY + row)?.translateToString(true) ?? '',
    );
  },
  /** The number of columns and rows of the screen. */
  size(): { cols: number; lines: number } | undefined {
    const terminal = viewOf(active.value)?.terminal;
    return terminal && { cols: terminal.cols, lines: terminal.rows };
  },
  get ready(): boolean {
    return viewOf(active.value)?.open ?? false;
  },
};

declare global {
  interface Window {
    vethlab?: { terminal: typeof terminalHook };
  }
}
