import type { Terminal } from '@xterm/xterm';
import { copyText } from '../shell/clipboard.ts';
import { clipboardRequest } from './clipboard-request.ts';
import { copyOnSelect } from './options.ts';

/** Copies text that is selected with the mouse, if the learner wants that. */
export function copySelections(terminal: Terminal, element: HTMLElement): void {
  element.addEventListener('mouseup', () => {
    if (copyOnSelect.value === 'on' && terminal.hasSelection())
      void copyText(terminal.getSelection()).then(() => terminal.focus());
  });
}

/** Passes on the text that a program asks to put on the clipboard. Never answers the question what is on it. */
export function hearRequests(terminal: Terminal, asked: (text: string) => void): void {
  terminal.parser.registerOscHandler(52, (data) => {
    const text = clipboardRequest(data);
    if (text !== undefined) asked(text);
    return true;
  });
}
