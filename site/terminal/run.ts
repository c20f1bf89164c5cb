import { effect } from '@preact/signals';
import { showPane } from '../shell/pane.ts';
import { isPaused } from '../state/class.ts';
import { host } from '../state/host.ts';
import { needLearner } from '../state/learner.ts';
import { someTab } from '../state/terminals.ts';
import { roughSize } from './font.ts';
import { keysFor } from './typing.ts';
import { viewSoon } from './views.ts';

/**
 * Types a command of the lesson in the terminal and presses Enter. A command with a gap is put on the prompt with the
 * cursor in the gap, and Enter is left to the learner. Joins, waits for the host and opens a terminal as needed. While the class is
 * paused the terminal only says so.
 */
export async function runCommand(command: string): Promise<void> {
  if (!(await needLearner())) return;
  showPane();
  await hostReady();
  if (isPaused.value) return;
  const view = await viewSoon(await someTab(paneSize));
  await view.printed;
  view.send(keysFor(command));
  view.focus();
}

/** The size that a terminal in the pane will have. */
export function paneSize(): { cols: number; rows: number } {
  const box = document.querySelector('.terminal-area')?.getBoundingClientRect();
  return roughSize(box && box.width > 0 ? box : { width: 640, height: 480 });
}

/** Resolves when the host takes terminals; a host that failed shows why in its panel, and this waits for its reset. */
function hostReady(): Promise<void> {
  return new Promise((resolve) => {
    const stop = effect(() => {
      if (host.value?.state !== 'ready') return;
      resolve();
      queueMicrotask(() => stop());
    });
  });
}
