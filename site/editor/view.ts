import { openSearchPanel } from '@codemirror/search';
import type { EditorView } from '@codemirror/view';
import { signal } from '@preact/signals';

/** The view of the shown file's text, while there is one. */
export const theView = signal<EditorView>();

export const focusText = (): void => theView.value?.focus();

export function searchText(): void {
  if (theView.value) openSearchPanel(theView.value);
}
