import '@xterm/xterm/css/xterm.css';
import { effect } from '@preact/signals';
import { Unicode11Addon } from '@xterm/addon-unicode11';
import { Terminal } from '@xterm/xterm';
import { type Filled, pathOf } from '../../protocol/api/path.ts';
import { deskWindow } from '../../protocol/api/terminals.ts';
import { useCharacterWidths } from '../../protocol/character-width.ts';
import { isAnswer } from '../../protocol/terminal-answers.ts';
import { type LinkState, TerminalLink } from '../wire/terminal-link.ts';
import { openSocket } from '../wire/web-socket.ts';
import { words } from '../words/now.ts';
import { colours, shade } from './colours.ts';
import { fontFamily } from './font.ts';
import { guardPaste, isPasteInDisguise, pasteGuarded } from './paste.ts';

/** Width of a letter as a share of the font's size. */
const LETTER = 0.602;
const LARGEST = 15;
const SMALLEST = 5;
const utf8 = new TextEncoder();

/**
 * Somebody else's terminal. It keeps the size it has with them, in letters as large as fit, and never sends the shell another size. Nothing is
 * typed into it unless that is allowed.
 */
export class WatchedView {
  readonly terminal: Terminal;
  readonly #link: TerminalLink;
  readonly #element: HTMLElement;
  readonly #undo: (() => void)[] = [];
  #mayType = false;
  #isPasting = false;

  /** @param path of its WebSocket. */
  constructor(
    element: HTMLElement,
    params: Filled<typeof deskWindow>['params'],
    onState: (state: LinkState) => void,
  ) {
    Terminal.strings.promptLabel = words.terminal.input;
    this.#element = element;
    this.terminal = new Terminal({
      allowProposedApi: true,
      disableStdin: true,
      fontFamily,
      minimumContrastRatio: 4.5,
      scrollback: 5_000,
    });
    useCharacterWidths(this.terminal, new Unicode11Addon());
    // Where a program's link leads is for its learner.
    this.terminal.parser.registerOscHandler(8, () => true);
    this.terminal.open(element);
    // While nothing may be typed, all keys go to the page. F6 leaves the terminal in any case.
    this.terminal.attachCustomKeyEventHandler(({ key }) => this.#mayType && key !== 'F6');
    // The learner's own terminal answers the questions of programs.
    this.terminal.onData((data) => {
      if (isAnswer(data)) return;
      if (this.#isPasting || !isPasteInDisguise(data)) this.#send(data);
      else pasteGuarded(this, data);
    });
    guardPaste(this, element);
    this.#link = new TerminalLink({
      open: (from, on) => openSocket(pathOf(deskWindow, { params, query: { from } }), on),
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

  paste(text: string): void {
    if (!this.#mayType) return;
    this.#isPasting = true;
    this.terminal.paste(text);
    this.#isPasting = false;
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
