import { signal } from '@preact/signals';
import type { Terminal } from '@xterm/xterm';
import { askBeforePaste } from './options.ts';

/** Text of several lines that waits for the learner's word. */
export interface Paste {
  text: string;
  terminal: Terminal;
}

export const waitingPaste = signal<Paste>();

/** Holds text of several lines back: a shell without bracketed paste would run each of them at once. */
export function guardPaste(terminal: Terminal, element: HTMLElement): void {
  const held = (event: ClipboardEvent): void => {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (askBeforePaste.value === 'off' || !/[\r\n]/.test(text.trimEnd())) return;
    event.preventDefault();
    event.stopPropagation();
    waitingPaste.value = { text, terminal };
  };
  // Before xterm.js hears of it.
  element.addEventListener('paste', held, { capture: true });
}
