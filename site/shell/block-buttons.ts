import { words } from '../words/now.ts';
import { copyText } from './clipboard.ts';

/** Types a command of the lesson in the learner's terminal. */
export type RunCommand = (command: string) => Promise<void>;

/** Makes the Copy and Run buttons of all code blocks work (site/code/block-bar.ts makes them). */
export function watchBlockButtons(run: RunCommand): void {
  document.addEventListener('click', (event) => {
    const button =
      event.target instanceof Element ? event.target.closest<HTMLElement>('.block-button') : null;
    if (!button) return;
    const { copy, run: command } = button.dataset;
    if (copy !== undefined) void copyBlock(button, copy);
    if (command !== undefined) void runBlock(button, command, run);
  });
}

async function copyBlock(button: HTMLElement, code: string): Promise<void> {
  const copied = await copyText(code);
  await say(button, copied ? words.blocks.copied : words.blocks.cannotCopy);
}

async function runBlock(button: HTMLElement, command: string, run: RunCommand): Promise<void> {
  if (button.ariaBusy === 'true') return;
  button.ariaBusy = 'true';
  try {
    await run(command);
  } finally {
    button.ariaBusy = null;
  }
}

/** Shows a word on the button for a moment, then the button's own again. */
async function say(button: HTMLElement, word: string): Promise<void> {
  const place = button.querySelector<HTMLElement>('.block-word');
  if (!place) return;
  const own = place.dataset.own ?? place.textContent ?? '';
  place.dataset.own = own;
  place.textContent = word;
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  place.textContent = own;
}
