import { signal } from '@preact/signals';
import { viewOf } from './views.ts';

/** A half-typed line that made room for a command, and the terminal it was in. */
export const putAside = signal<{ terminal: string; text: string }>();

/** Types it again, at the end of what is on the prompt now. */
export function putBack(): void {
  const { terminal, text = '' } = putAside.value ?? {};
  const view = viewOf(terminal);
  view?.send(text);
  view?.focus();
  putAside.value = undefined;
}
