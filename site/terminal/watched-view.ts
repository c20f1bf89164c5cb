import '@xterm/xterm/css/xterm.css';
import { effect } from '@preact/signals';
import { Unicode11Addon } from '@xterm/addon-unicode11';
import { Terminal } from '@xterm/xterm';
import { isAnswer } from '../wire/answers.ts';
import { type LinkState, TerminalLink } from '../wire/terminal-link.ts';
import { openSocket } from '../wire/web-socket.ts';
import { words } from '../words/now.ts';
import { colours, shade } from './colours.ts';
import { fontFamily } from './font.ts';

/** Width of a letter as a share of the font's size. */
const LETTER = 0.602;
const LARGEST = 15;
const SMALLEST = 5;
const utf8 = new TextEncoder();

/**
 * Someone else's terminal: it has the size it has with them, in letters as large as fit, and never tells the shell another. Nothing is
 * typed into it unless that is allowed.
 */
export class WatchedView {
  readonly terminal: Terminal;
  readonly #link: TerminalLink;
  readonly #element: HTMLElement;
  readonly #undo: (() => void)[] = [];
  #mayType = false;

  /** @param path of its WebSocket. */
  constructor(element: HTMLElement, path: string, onState: (state: LinkState) => void) {
    Terminal.strings.promptLabel = words.terminal.input;
    this.#element = element;
    this.terminal = new Terminal({
      allowProposedApi: true,
      disableStdin: true,
      fontFamily,
      minimumContrastRatio: 4.5,
      scrollback: 5_000,
    });
    this.terminal.loadAddon(new Unicode11Addon());
    this.terminal.unicode.activeVersion = '11';
    this.terminal.open(element);
    // While nothing may be typed, the page has all keys; F6 leaves it in any case.
    this.terminal.attachCustomKeyEventHandler(({ key }) => this.#mayType && key !== 'F6');
    // What a program asks of a terminal is answered by the learner's own.
    this.terminal.onData((data) => {
      if (!isAnswer(data)) this.#send(data);
    });
    this.#link = new TerminalLink({
      open: (from, on) => openSocket(`${path}?from=${from}`, on),
      draw: ({ bytes }, drawn) => this.terminal.write(bytes, drawn),
      clear: () => this.terminal.write('\x1bc'),
      onState,
      onRefused: () => {},
      onSize: (cols, rows) => {
        this.terminal.resize(cols, rows);
        this.#scale();
      },
      after: (ms, then) => {
        const timer = setTimeout(then, ms);
        return () => clearTimeout(timer);
      },
    });
    const observer = new ResizeObserver(() => this.#scale());
    observer.observe(element);
    this.#undo.push(
      () => observer.disconnect(),
      effect(() => {
        this.terminal.options.theme = colours[shade()];
      }),
    );
  }

  allowTyping(isAllowed: boolean): void {
    this.#mayType = isAllowed;
    this.terminal.options.disableStdin = !isAllowed;
    this.terminal.options.cursorBlink = isAllowed;
    if (isAllowed) this.terminal.focus();
  }

  dispose(): void {
    this.#link.leave();
    for (const undo of this.#undo) undo();
    this.terminal.dispose();
  }

  #send(data: string): void {
    if (this.#mayType) this.#link.input(utf8.encode(data));
  }

  #scale(): void {
    const { paddingLeft, paddingRight } = getComputedStyle(this.#element);
    const width =
      this.#element.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight);
    const size = width / (this.terminal.cols * LETTER);
    this.terminal.options.fontSize = Math.min(LARGEST, Math.max(SMALLEST, Math.floor(size * 4) / 4));
  }
}
