import serialize from '@xterm/addon-serialize';
import unicode11 from '@xterm/addon-unicode11';
import headless from '@xterm/headless';

const SCROLLBACK = 1000;

/** Private modes the serialize addon leaves out: a hidden cursor and the encodings of the mouse. */
const UNSERIALIZED = [25, 1005, 1006, 1015, 1016];

/** A terminal without a page: takes output, and gives back bytes that draw the same picture in an empty terminal. */
export class Emulator {
  readonly #terminal: headless.Terminal;
  readonly #serializer = new serialize.SerializeAddon();
  readonly #modes = new Map<number, 'h' | 'l'>();

  constructor(cols: number, rows: number) {
    this.#terminal = new headless.Terminal({ cols, rows, scrollback: SCROLLBACK, allowProposedApi: true });
    this.#terminal.loadAddon(this.#serializer as unknown as headless.ITerminalAddon);
    // The widths the page's terminal uses; with others its lines would wrap elsewhere.
    this.#terminal.loadAddon(new unicode11.Unicode11Addon() as unknown as headless.ITerminalAddon);
    this.#terminal.unicode.activeVersion = '11';
    for (const final of ['h', 'l'] as const) {
      this.#terminal.parser.registerCsiHandler({ prefix: '?', final }, (params) => {
        for (const mode of params.flat()) if (UNSERIALIZED.includes(mode)) this.#modes.set(mode, final);
        return false;
      });
    }
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
    const modes = [...this.#modes].map(([mode, set]) => `\x1b[?${mode}${set}`).join('');
    for (const scrollback of [SCROLLBACK, 100, 0]) {
      // RIS first, so that the picture replaces whatever the client shows.
      const bytes = Buffer.from(`\x1bc${this.#serializer.serialize({ scrollback })}${modes}`);
      if (bytes.length <= most) return bytes;
    }
    return undefined;
  }

  dispose(): void {
    this.#terminal.dispose();
  }
}
