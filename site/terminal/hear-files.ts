import type { Terminal } from '@xterm/xterm';
import { openPath } from '../editor/place.ts';
import { fileRequest } from './file-request.ts';

/** Most files that programs may have opened within some ms: one that prints requests without end is heard no more. */
const [MOST, WITHIN] = [5, 2000];
let heard: number[] = [];

/** Opens files in the editor that a program in the terminal asks for. @param isNow tells history, which asks for nothing any more. */
export function hearFiles(terminal: Terminal, isNow: () => boolean): void {
  terminal.parser.registerOscHandler(7777, (data) => {
    const file = fileRequest(data);
    heard = heard.filter((at) => at > performance.now() - WITHIN);
    if (file && isNow() && document.visibilityState === 'visible' && heard.length < MOST) {
      heard.push(performance.now());
      openPath(file);
    }
    return true;
  });
}
