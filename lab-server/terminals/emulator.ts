import { isAscii } from 'node:buffer';
import unicode11 from '@xterm/addon-unicode11';
import headless from '@xterm/headless';
import { useCharacterWidths } from '../../protocol/character-width.ts';
import { draw } from './drawing.ts';

const SCROLLBACK = 1000;
/** After this many bytes that are not ASCII the scrollback is emptied. No picture has more. */
const MOST_NOT_ASCII = 2 ** 20;

/** Members that xterm.js has at run time and leaves out of its types. */
interface Internals {
  _inputHandler: { parse(data: unknown, wasAsync?: boolean): unknown; _parser: { reset(): void } };
}

/** A terminal without a page: takes output, and gives back bytes that draw the same picture in an empty terminal. */
export class Emulator {
  readonly #terminal: headless.Terminal;
  #busy = 0;
  #notAscii = 0;
  /** Whether a program has the terminal, by the last mark of bash (prompt-marks in the lab image); undefined without a mark. */
  #isProgram: boolean | undefined;

  constructor(cols: number, rows: number) {
    this.#terminal = new headless.Terminal({
      cols,
      rows,
      scrollback: SCROLLBACK,
      allowProposedApi: true,
      // Otherwise it would log each byte that it cannot make sense of, and a learner may print anything.
      logLevel: 'off',
    });
    // The widths the page's terminal uses; with others its lines would wrap elsewhere.
    useCharacterWidths(this.#terminal, new unicode11.Unicode11Addon());
    this.#surviveErrors();
    // It does not draw titles and links (8), but would keep them, and titles pushed on their stack.
    for (const unseen of [0, 1, 2, 8]) this.#terminal.parser.registerOscHandler(unseen, () => true);
    this.#terminal.parser.registerOscHandler(133, (mark) => {
      this.#isProgram = mark.startsWith('C');
      return true;
    });
  }

  /**
   * xterm.js throws for some output (6.0.0: erasing up to the last cell of the last line), and does so from a timer, which
   * would end the lab server. The rest of what it was given then is not drawn.
   */
  #surviveErrors(): void {
    const { _inputHandler: handler } = (this.#terminal as unknown as { _core: Internals })._core;
    const parse = handler.parse.bind(handler);
    handler.parse = (data, wasAsync) => {
      const began = performance.now();
      try {
        return parse(data, wasAsync);
      } catch {
        handler._parser.reset();
        return undefined;
      } finally {
        this.#busy += performance.now() - began;
      }
    };
  }

  /** ms that drawing has taken so far. */
  get busy(): number {
    return this.#busy;
  }

  /** Calls back once the bytes are drawn; they may be cut anywhere, also inside a character. */
  write(bytes: Buffer, drawn: () => void): void {
    if (!isAscii(bytes)) this.#forget(bytes);
    this.#terminal.write(bytes, drawn);
  }

  /**
   * Empties the scrollback once it may hold too many characters that are not ASCII. Only such characters can be joined into a longer text in a
   * cell.
   */
  #forget(bytes: Buffer): void {
    for (const byte of bytes) if (byte >= 0x80) this.#notAscii++;
    if (this.#notAscii < MOST_NOT_ASCII) return;
    this.#notAscii = 0;
    this.#terminal.options.scrollback = 0;
    this.#terminal.options.scrollback = SCROLLBACK;
  }

  resize(cols: number, rows: number): void {
    if (cols !== this.#terminal.cols || rows !== this.#terminal.rows) this.#terminal.resize(cols, rows);
  }

  /** At most `most` bytes, with as much of the scrollback as fits; undefined when even the screen alone does not fit. */
  picture(most: number): Buffer | undefined {
    const drawing = draw(this.#terminal, most);
    if (drawing === undefined) return undefined;
    // Where the prompt ends is not known any more, only that there is one.
    const mark = this.#isProgram === undefined ? '' : `\x1b]133;${this.#isProgram ? 'C' : 'A'}\x07`;
    return Buffer.from(drawing + mark);
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
