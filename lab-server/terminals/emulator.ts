import unicode11 from '@xterm/addon-unicode11';
import headless from '@xterm/headless';
import { draw } from './drawing.ts';

const SCROLLBACK = 1000;

/** What xterm.js has at run time and leaves out of its types. */
interface Internals {
  _inputHandler: { parse(data: unknown, wasAsync?: boolean): unknown; _parser: { reset(): void } };
}

/** A terminal without a page: takes output, and gives back bytes that draw the same picture in an empty terminal. */
export class Emulator {
  readonly #terminal: headless.Terminal;

  constructor(cols: number, rows: number) {
    this.#terminal = new headless.Terminal({
      cols,
      rows,
      scrollback: SCROLLBACK,
      allowProposedApi: true,
      // It would write of each byte it cannot make sense of, and a learner may print what they like.
      logLevel: 'off',
    });
    // The widths the page's terminal uses; with others its lines would wrap elsewhere.
    this.#terminal.loadAddon(new unicode11.Unicode11Addon() as unknown as headless.ITerminalAddon);
    this.#terminal.unicode.activeVersion = '11';
    this.#surviveErrors();
  }

  /**
   * xterm.js throws for some output (6.0.0: erasing up to the last cell of the last line), and does so from a timer, which
   * would end the lab server. The rest of what it was given then is not drawn.
   */
  #surviveErrors(): void {
    const { _inputHandler: handler } = (this.#terminal as unknown as { _core: Internals })._core;
    const parse = handler.parse.bind(handler);
    handler.parse = (data, wasAsync) => {
      try {
        return parse(data, wasAsync);
      } catch {
        handler._parser.reset();
        return undefined;
      }
    };
  }

  /** Calls back once the bytes are drawn; they may be cut anywhere, also inside a character. */
  write(bytes: Buffer, drawn: () => void): void {
    this.#terminal.write(bytes, drawn);
  }

  resize(cols: number, rows: number): void {
    if (cols !== this.#terminal.cols || rows !== this.#terminal.rows) this.#terminal.resize(cols, rows);
  }

  /** At most `most` bytes, with as much of the scrollback as fits; undefined when even the screen alone does not. */
  picture(most: number): Buffer | undefined {
    const drawing = draw(this.#terminal, most);
    return drawing === undefined ? undefined : Buffer.from(drawing);
  }

  /** The lines of the screen, without spaces at their ends. */
  text(): string[] {
    const { active } = this.#terminal.buffer;
    return Array.from(
      { length: this.#terminal.rows },
      (_, row) =>
        active
          .getLine(active.baseY + row)
          ?.translateToString(true)
          .trimEnd() ?? '',
    );
  }

  dispose(): void {
    this.#terminal.dispose();
  }
}
