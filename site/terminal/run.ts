import { effect } from '@preact/signals';
import { isPaused } from '../class/state.ts';
import { isFront } from '../editor/place.ts';
import { host } from '../host/state.ts';
import { needLearner } from '../learner/state.ts';
import { showPane } from '../shell/pane.ts';
import { words } from '../words/now.ts';
import { roughSize } from './font.ts';
import { putAside } from './put-aside.ts';
import { ask } from './question.ts';
import { openTab, running, someTab } from './state.ts';
import { keysFor } from './typing.ts';
import type { TerminalView } from './view.ts';
import { viewSoon } from './views.ts';

const CTRL_C = '\x03';
/** ms in which a shell that makes marks has shown a prompt. */
const PROMPT_WAIT = 2_000;

/**
 * Types a command of the lesson at the prompt and presses Enter. A command with a gap is put on the prompt with the
 * cursor in the gap, and Enter is left to the learner. Joins, waits for the host and opens a terminal as needed. A half-typed line is put
 * aside first. While a program has the terminal, the learner is asked. While the class is paused the terminal only says so.
 */
export async function runCommand(command: string): Promise<void> {
  if (!(await needLearner())) return;
  showPane();
  await hostReady();
  if (isPaused.value) return;
  isFront.value = false;
  const id = await freeTerminal(await someTab(paneSize), command);
  if (id === undefined) return;
  const view = await shellOf(id);
  if (view.prompt.holder !== 'program') await clearLine(view, id);
  view.send(keysFor(command));
  view.focus();
}

/** The terminal's view, once its shell has printed a prompt. */
async function shellOf(id: string): Promise<TerminalView> {
  const view = await viewSoon(id);
  await view.printed;
  if (view.prompt.holder === 'unknown' && !view.isMarkless) {
    await view.prompt.next(PROMPT_WAIT);
    view.isMarkless = view.prompt.holder === 'unknown';
  }
  return view;
}

/** The terminal to type in: this one, or a new one if the learner prefers that to typing into the program that has it. Undefined for none. */
async function freeTerminal(id: string, command: string): Promise<string | undefined> {
  const { prompt } = await shellOf(id);
  if (prompt.holder !== 'program') return id;
  const said = words.terminal.busy;
  const choice = await ask({
    title: said.title(running.value[id] ?? ''),
    text: said.text(command),
    choices: [
      { id: 'here', label: said.here },
      { id: 'new', label: said.another, kind: 'primary' },
    ],
  });
  if (choice === 'new') return openTab(paneSize());
  return choice === 'here' ? id : undefined;
}

/** Ctrl+C takes a half-typed line away in every mode of the shell, and leaves it readable above. */
async function clearLine(view: TerminalView, id: string): Promise<void> {
  // A line can be read only as far as it was echoed.
  await view.echoed();
  const { prompt } = view;
  const { typed } = prompt;
  if (typed === '') return;
  const back = prompt.next(PROMPT_WAIT);
  view.send(CTRL_C);
  await back;
  if (typed) putAside.value = { terminal: id, text: typed };
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
