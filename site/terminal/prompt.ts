import type { IMarker, Terminal } from '@xterm/xterm';

/**
 * What has the terminal: the shell's prompt, the prompt of a command that goes on in the next line, or a program. Unknown in a shell that
 * makes no marks.
 */
export type Holder = 'unknown' | 'prompt' | 'continued' | 'program';

/** Follows the marks that bash on a lab host makes in its output (OSC 133; prompt-marks in the lab image). */
export class Prompt {
  #holder: Holder = 'unknown';
  /** Where the prompt ends, if that is known. */
  #end: { line: IMarker | undefined; column: number } | undefined;
  readonly #terminal: Terminal;
  readonly #onCommand: (command: string | undefined) => void;
  #waiting: (() => void)[] = [];

  /** @param onCommand called with the command that has started to run, and with undefined when the prompt is back. */
  constructor(terminal: Terminal, onCommand: (command: string | undefined) => void) {
    this.#terminal = terminal;
    this.#onCommand = onCommand;
    terminal.parser.registerOscHandler(133, (data) => {
      this.#take(data);
      return true;
    });
  }

  get holder(): Holder {
    return this.#holder;
  }

  /** The half-typed line; undefined when it can't be told, and empty when a program has the terminal. */
  get typed(): string | undefined {
    if (this.#holder === 'continued') return undefined;
    if (this.#holder !== 'prompt') return '';
    return this.#text();
  }

  /** Resolves with the next prompt, or after `ms` without one. */
  next(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#waiting.push(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  #take(mark: string): void {
    if (mark.startsWith('C')) {
      const command = this.#holder === 'program' ? '' : (this.#text() ?? '');
      this.#holder = 'program';
      this.#end = undefined;
      this.#onCommand(command);
      return;
    }
    // An end of a prompt (B), or a prompt of which nothing more is known (A), as in a drawing of the screen.
    if (mark.startsWith('A;k=s')) this.#holder = 'continued';
    else {
      const isNew = this.#holder === 'program';
      this.#holder = 'prompt';
      const { cursorX: column } = this.#terminal.buffer.active;
      this.#end?.line?.dispose();
      this.#end = mark.startsWith('B') ? { line: this.#terminal.registerMarker(0), column } : undefined;
      if (isNew) this.#onCommand(undefined);
      for (const resolve of this.#waiting.splice(0)) resolve();
    }
  }

  /** The text from the end of the prompt on. */
  #text(): string | undefined {
    const first = this.#end?.line?.line ?? -1;
    if (!this.#end || first < 0) return undefined;
    const { active } = this.#terminal.buffer;
    let text = active.getLine(first)?.translateToString(false, this.#end.column) ?? '';
    for (let row = first + 1; active.getLine(row)?.isWrapped; row++)
      text += active.getLine(row)?.translateToString(false) ?? '';
    return text.trimEnd();
  }
}
