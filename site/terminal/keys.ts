import type { Terminal } from '@xterm/xterm';
import { copyText } from '../shell/clipboard.ts';
import { isPaused } from '../state/class.ts';

/** Keys the page keeps for itself. Everything else, Tab too, is the shell's, unless the class is paused: then it is the browser's. */
export function keepPageKeys(terminal: Terminal, search: () => void): void {
  terminal.attachCustomKeyEventHandler((event) => {
    if (event.key === 'F6') return false;
    const letter = event.key.toLowerCase();
    if (letter === 'f' && event.ctrlKey && event.shiftKey) {
      if (event.type === 'keydown') search();
      event.preventDefault();
      return false;
    }
    const copies = letter === 'c' && ((event.ctrlKey && event.shiftKey) || event.metaKey);
    if (copies && terminal.hasSelection()) {
      if (event.type === 'keydown') void copyText(terminal.getSelection()).then(() => terminal.focus());
      event.preventDefault();
      return false;
    }
    // The browser's own paste follows; the terminal hears of that.
    const pastes = letter === 'v' && ((event.ctrlKey && event.shiftKey) || event.metaKey);
    return !pastes && !isPaused.value;
  });
}
