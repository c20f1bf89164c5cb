import { WebglAddon } from '@xterm/addon-webgl';
import type { Terminal } from '@xterm/xterm';

/**
 * Draws with the graphics card if that works, and with the page's own elements if it does not or stops working.
 * @param onLost called when it stops working. Cells are of another width then.
 */
export function drawFast(terminal: Terminal, onLost: () => void): void {
  try {
    const webgl = new WebglAddon();
    webgl.onContextLoss(() => {
      webgl.dispose();
      onLost();
    });
    terminal.loadAddon(webgl);
  } catch {
    // There is no WebGL 2, so xterm.js goes on with the DOM.
  }
}
