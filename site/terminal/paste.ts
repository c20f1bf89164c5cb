import { signal } from '@preact/signals';
import type { Terminal } from '@xterm/xterm';
import { hasUnseen, severalLines, withoutUnseen } from './clipboard-text.ts';
import { askBeforePaste } from './options.ts';

/** A terminal that takes pastes. */
export interface PasteTarget {
  readonly terminal: Terminal;
  paste(text: string): void;
}

/** Text that waits until the learner agrees. */
export interface Paste {
  text: string;
  into: PasteTarget;
}

export const waitingPaste = signal<Paste>();

/** Takes each paste before xterm.js does. */
export function guardPaste(into: PasteTarget, element: HTMLElement): void {
  const held = (event: ClipboardEvent): void => {
    event.preventDefault();
    event.stopPropagation();
    pasteGuarded(into, event.clipboardData?.getData('text/plain') ?? '');
  };
  element.addEventListener('paste', held, { capture: true });
}

/**
 * Pastes text, or asks first. Control characters are always asked about: they can end a bracketed paste, and press keys that run what stands
 * on the line. Several lines are asked about unless the learner wants otherwise, and so is one line with its end where a program takes a paste
 * for typing.
 */
export function pasteGuarded(into: PasteTarget, text: string): void {
  const runs = severalLines(text) || (/[\r\n]$/.test(text) && !into.terminal.modes.bracketedPasteMode);
  if (hasUnseen(text) || (runs && askBeforePaste.value === 'on')) waitingPaste.value = { text, into };
  else into.paste(text);
}

/**
 * Pastes the text that waits. Control characters never come along, and where there were some, the end of a single line does not either: who
 * agreed to the text did not agree to run it.
 */
export function pasteWaiting(): void {
  const { text = '', into } = waitingPaste.value ?? {};
  const rest = withoutUnseen(text);
  into?.paste(hasUnseen(text) && !severalLines(rest) ? rest.trimEnd() : rest);
}

/** Whether typing is a paste by another way, such as that of a phone's keyboard: no key sends an end of a line and more. */
export function isPasteInDisguise(data: string): boolean {
  return data.length > 1 && !data.startsWith('\x1b') && (/[\r\n]/.test(data) || hasUnseen(data));
}
