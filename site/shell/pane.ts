import { signal } from '@preact/signals';
import { keep, kept } from './kept.ts';

/** The terminal's pane. Beside the lesson it is open or closed. As a sheet on a narrow window it can also be full. */
export type Pane = 'closed' | 'open' | 'full';

const narrow = matchMedia('(width < 1000px)');

/** The sheet and the pane beside the lesson are remembered apart, as public/before-paint.js reads them. */
const key = () => (narrow.matches ? 'sheet' : 'pane');

function initial(): Pane {
  const value = kept(key());
  if (narrow.matches) return value === 'open' ? 'open' : 'closed';
  return value === 'closed' ? 'closed' : 'open';
}

export const pane = signal<Pane>(initial());

// A device that was turned, or a window that became narrower, has the sheet as it was left, and the pane as that was left.
narrow.addEventListener('change', () => {
  pane.value = initial();
  document.documentElement.dataset.pane = pane.value;
});

/**
 * Shows the pane in this state and remembers it. A full sheet covers the page, so that the next page begins without it. styles/bench.css does
 * the layout.
 */
export function setPane(next: Pane): void {
  pane.value = next;
  document.documentElement.dataset.pane = next;
  keep(key(), next === 'full' ? 'closed' : next);
}

/** Makes sure that the terminal can be seen. */
export function showPane(): void {
  if (pane.value === 'closed') setPane('open');
}

export function isSheet(): boolean {
  return narrow.matches;
}
