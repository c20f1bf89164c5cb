import { signal } from '@preact/signals';
import { keep, kept } from './kept.ts';

/** The terminal's pane. Beside the lesson it is open or closed. As a sheet on a narrow window it can also be full. */
export type Pane = 'closed' | 'open' | 'full';

const narrow = matchMedia('(width < 1000px)');

function initial(): Pane {
  const value = kept('pane');
  if (value === 'closed' || value === 'open' || value === 'full') return value;
  return narrow.matches ? 'closed' : 'open';
}

export const pane = signal<Pane>(initial());

/** Shows the pane in this state and remembers it. styles/bench.css does the layout. */
export function setPane(next: Pane): void {
  pane.value = next;
  document.documentElement.dataset.pane = next;
  keep('pane', next);
}

/** Makes sure that the terminal can be seen. */
export function showPane(): void {
  if (pane.value === 'closed') setPane('open');
}

export function isSheet(): boolean {
  return narrow.matches;
}
