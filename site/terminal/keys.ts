import type { Terminal } from '@xterm/xterm';
import { isPaused } from '../class/state.ts';
import { copyText } from '../shell/clipboard.ts';

/** The number of Enter, and of Ctrl+C on an iPad's keyboard: Apple gives its other Enter the character of Ctrl+C. */
const ENTER = 13;

/** Keys the page keeps for itself. All other keys go to the shell, Tab too unless the class is paused. */
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
    if (letter === 'c' && event.ctrlKey && event.keyCode === ENTER) {
      if (event.type === 'keydown') terminal.input('\x03');
      event.preventDefault();
      return false;
    }
    // The browser's own paste follows, and the terminal gets that event.
    const pastes = letter === 'v' && ((event.ctrlKey && event.shiftKey) || event.metaKey);
    return !pastes && !(isPaused.value && event.key === 'Tab');
  });
}
