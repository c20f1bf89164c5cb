import '@xterm/xterm/css/xterm.css';
import { effect } from '@preact/signals';
import { FitAddon } from '@xterm/addon-fit';
import { SearchAddon } from '@xterm/addon-search';
import { Unicode11Addon } from '@xterm/addon-unicode11';
import { WebLinksAddon } from '@xterm/addon-web-links';
import { Terminal } from '@xterm/xterm';
import { isPaused } from '../state/class.ts';
import { isAnswer } from '../wire/answers.ts';
import type { Piece } from '../wire/output-place.ts';
import { type LinkState, TerminalLink } from '../wire/terminal-link.ts';
import { openSocket } from '../wire/web-socket.ts';
import { words } from '../words/now.ts';
import { copySelections, hearRequests } from './clipboard.ts';
import { colours, shade } from './colours.ts';
import { follow } from './follow.ts';
import { fontFamily, fontSize } from './font.ts';
import { inApplication } from './key-codes.ts';
import { keepPageKeys } from './keys.ts';
import { linkThings } from './links.ts';
import { offered } from './offering.ts';
import { screenReader } from './options.ts';
import { guardPaste } from './paste.ts';
import { drawFast } from './renderer.ts';
import { typed } from './sticky.ts';

const RESIZE_AFTER = 60;
const utf8 = new TextEncoder();

/** What happens in a terminal that the tabs around it show. */
export interface ViewEvents {
  onState(state: LinkState, exit: number | undefined): void;
  onTitle(title: string): void;
  onRefused(): void;
  /** A program asks to put text on the clipboard. */
  onClipboard(text: string): void;
  onFocus(): void;
  /** The learner wants to search it. */
  onSearch(): void;
}

/** One terminal on the page: xterm.js in an element, joined by a link to the shell on the lab host. */
export class TerminalView {
  readonly terminal: Terminal;
  /** Resolves when the shell has printed something and so takes a command. */
  readonly printed: Promise<void>;
  /** Finds text in what it has printed. */
  readonly search = new SearchAddon();
  readonly #link: TerminalLink;
  readonly #fit = new FitAddon();
  readonly #undo: (() => void)[] = [];
  #history = 0;
  #markPrinted: () => void = () => {};

  constructor(element: HTMLElement, id: string, events: ViewEvents) {
    Terminal.strings.promptLabel = words.terminal.input;
    Terminal.strings.tooMuchOutput = words.terminal.tooMuchOutput;
    this.terminal = new Terminal({
      allowProposedApi: true,
      cursorBlink: true,
      fontFamily,
      fontSize: fontSize.value,
      macOptionIsMeta: true,
      minimumContrastRatio: 4.5,
      scrollback: 5_000,
      screenReaderMode: screenReader.value === 'on',
      theme: colours[shade()],
    });
    this.printed = new Promise((resolve) => {
      this.#markPrinted = resolve;
    });
    this.#dress(element, events);
    this.#link = new TerminalLink({
      open: (from, on) => openSocket(`/api/terminals/${id}?from=${from}`, on),
      draw: (piece, drawn) => this.#draw(piece, drawn),
      // In line with the output, so that it clears what came before it and no more.
      clear: () => this.terminal.write('\x1bc'),
      onState: events.onState,
      onRefused: events.onRefused,
      after: (ms, then) => {
        const timer = setTimeout(then, ms);
        return () => clearTimeout(timer);
      },
    });
    this.#joinInput(events);
    this.#followPage(element);
  }

  get open(): boolean {
    return this.#link.state === 'open';
  }

  /** Types text into the shell. */
  send(text: string): void {
    this.#input(utf8.encode(text));
  }

  /** Presses a key that a phone's keyboard lacks. */
  press(code: string): void {
    this.send(this.terminal.modes.applicationCursorKeysMode ? inApplication(code) : code);
  }

  focus(): void {
    this.terminal.focus();
  }

  /** Fits the terminal to its element; not while that is hidden. */
  fit(): void {
    if (this.terminal.element?.offsetParent) this.#fit.fit();
  }

  dispose(): void {
    this.#link.leave();
    for (const undo of this.#undo) undo();
    this.terminal.dispose();
  }

  /** While the class is paused nothing is sent: the server would drop it. */
  #input(bytes: Uint8Array): void {
    if (!isPaused.value) this.#link.input(bytes);
  }

  #dress(element: HTMLElement, events: ViewEvents): void {
    this.terminal.loadAddon(this.#fit);
    this.terminal.loadAddon(this.search);
    this.terminal.loadAddon(new Unicode11Addon());
    this.terminal.unicode.activeVersion = '11';
    this.terminal.loadAddon(new WebLinksAddon((_, uri) => follow(uri)));
    this.terminal.open(element);
    drawFast(this.terminal);
    keepPageKeys(this.terminal, events.onSearch);
    guardPaste(this.terminal, element);
    copySelections(this.terminal, element);
    hearRequests(this.terminal, (text) => {
      // What was asked before the page was loaded is over.
      if (this.#history === 0) events.onClipboard(text);
    });
    linkThings(this.terminal, (thing, { clientX: x, clientY: y }) => {
      offered.value = { thing, x, y };
    });
    element.addEventListener('focusin', events.onFocus);
    this.fit();
  }

  #draw(piece: Piece, drawn: () => void): void {
    if (piece.history) this.#history += 1;
    this.terminal.write(piece.bytes, () => {
      if (piece.history) this.#history -= 1;
      drawn();
      this.#markPrinted();
    });
  }

  #joinInput(events: ViewEvents): void {
    const { terminal } = this;
    terminal.onData((data) => {
      if (this.#history === 0 || !isAnswer(data)) this.send(typed(data));
    });
    terminal.onBinary((data) => this.#input(Uint8Array.from(data, (letter) => letter.charCodeAt(0))));
    terminal.onTitleChange(events.onTitle);
    terminal.onResize(({ cols, rows }) => this.#link.resize(cols, rows));
    this.#link.resize(terminal.cols, terminal.rows);
  }

  #followPage(element: HTMLElement): void {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const observer = new ResizeObserver(() => {
      clearTimeout(timer);
      timer = setTimeout(() => this.fit(), RESIZE_AFTER);
    });
    observer.observe(element);
    const hurry = (): void => {
      if (document.visibilityState === 'visible') this.#link.retryNow();
    };
    addEventListener('online', hurry);
    document.addEventListener('visibilitychange', hurry);
    this.#undo.push(
      () => observer.disconnect(),
      () => clearTimeout(timer),
      () => removeEventListener('online', hurry),
      () => document.removeEventListener('visibilitychange', hurry),
      effect(() => {
        this.terminal.options.theme = colours[shade()];
      }),
      effect(() => {
        this.terminal.options.disableStdin = isPaused.value;
      }),
      effect(() => {
        this.terminal.options.screenReaderMode = screenReader.value === 'on';
      }),
      effect(() => {
        this.terminal.options.fontSize = fontSize.value;
        this.fit();
      }),
    );
  }
}
