import '@xterm/xterm/css/xterm.css';
import { effect } from '@preact/signals';
import { FitAddon } from '@xterm/addon-fit';
import { SearchAddon } from '@xterm/addon-search';
import { Unicode11Addon } from '@xterm/addon-unicode11';
import { WebLinksAddon } from '@xterm/addon-web-links';
import { Terminal } from '@xterm/xterm';
import { useCharacterWidths } from '../../protocol/character-width.ts';
import { isAnswer } from '../../protocol/terminal-answers.ts';
import { pane } from '../shell/pane.ts';
import type { Piece } from '../wire/output-place.ts';
import { type LinkState, TerminalLink } from '../wire/terminal-link.ts';
import { openSocket } from '../wire/web-socket.ts';
import { words } from '../words/now.ts';
import { copySelections, hearRequests } from './clipboard.ts';
import { colours, shade } from './colours.ts';
import { follow, followAway } from './follow.ts';
import { fontFamily, fontSize } from './font.ts';
import { hearFiles } from './hear-files.ts';
import { inApplication } from './key-codes.ts';
import { keepPageKeys } from './keys.ts';
import { linkThings } from './links.ts';
import { Near } from './near/near.ts';
import { offered } from './offering.ts';
import { nearTyping, screenReader } from './options.ts';
import { linkByPrograms } from './osc-links.ts';
import { guardPaste, isPasteInDisguise, pasteGuarded } from './paste.ts';
import { Prompt } from './prompt.ts';
import { drawFast } from './renderer.ts';
import { typed } from './sticky.ts';
import { scrollByFinger } from './touch.ts';

const RESIZE_AFTER = 60;
/** ms that an echo may take, and ms without output after which there is no more to come. */
const [ECHO_WAIT, ECHO_QUIET] = [500, 80];
/** With fewer rows nobody reads it: its place is being opened or closed. */
const LEAST_ROWS = 2;
const utf8 = new TextEncoder();

/** Events of a terminal that the tabs around it show. */
export interface ViewEvents {
  onState(state: LinkState, exit: number | undefined): void;
  onTitle(title: string): void;
  /** A command has started to run; undefined when the prompt is back. */
  onCommand(command: string | undefined): void;
  onRefused(): void;
  /** A program asks to put text on the clipboard. */
  onClipboard(text: string): void;
  onFocus(): void;
  /** Whether it is smaller than its place, since another window that shows it is. */
  onShared(isSmaller: boolean): void;
  /** The learner wants to search it. */
  onSearch(): void;
}

/** Where a terminal is. */
export interface TerminalPlace {
  /** The address of its WebSocket, for a page that has so many bytes of its output. */
  path(from: number): string;
  /** Whether it is on the learner's own host, which the page's editor, web pages and offers are about. */
  isOwn: boolean;
}

/** One terminal on the page: xterm.js in an element, joined by a link to the shell on the lab host. */
export class TerminalView {
  readonly terminal: Terminal;
  /** Resolves when the shell has printed something, and so takes commands. */
  readonly printed: Promise<void>;
  /** Finds text in its output. */
  readonly search = new SearchAddon();
  /** What has the terminal, the shell or a program. */
  readonly prompt: Prompt;
  /** Whether its shell was waited for in vain to mark its prompt. */
  isMarkless = false;
  readonly #link: TerminalLink;
  readonly #near: Near;
  readonly #fit = new FitAddon();
  readonly #undo: (() => void)[] = [];
  readonly #events: ViewEvents;
  /** The size for which its element has room. */
  #room = { cols: 0, rows: 0 };
  #history = 0;
  #isPasting = false;
  #markPrinted: () => void = () => {};
  /** Times in ms of the last input and of the last output that was drawn. */
  #typedAt = 0;
  #printedAt = 0;

  constructor(element: HTMLElement, { path, isOwn }: TerminalPlace, events: ViewEvents) {
    this.#events = events;
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
    this.prompt = new Prompt(this.terminal, events.onCommand);
    this.printed = new Promise((resolve) => {
      this.#markPrinted = resolve;
    });
    this.#dress(element, isOwn, events);
    this.#near = new Near(this.terminal);
    this.#link = new TerminalLink({
      open: (from, on) => openSocket(path(from), on),
      draw: (piece, drawn) => this.#draw(piece, drawn),
      // The reset is written in line with the output, so that it clears only what came before it.
      clear: () => this.terminal.write('\x1bc'),
      onState: (state, exit) => {
        this.#near.begin();
        events.onState(state, exit);
      },
      onRefused: events.onRefused,
      onSize: (cols, rows) => this.#take(cols, rows),
      onSettled: (count, waited) => this.#near.settled(count, waited),
      after: (ms, then) => {
        const timer = setTimeout(then, ms);
        return () => clearTimeout(timer);
      },
    });
    this.#joinInput(events);
    this.fit();
    this.#followPage(element);
  }

  get open(): boolean {
    return this.#link.state === 'open';
  }

  /** Types text into the shell. */
  send(text: string): void {
    const input = () => this.#input(utf8.encode(text));
    if (nearTyping.value === 'off' || !this.#link.settles) input();
    else
      this.#near.type(text, (count) => {
        input();
        this.#link.settle(count);
      });
  }

  /** Resolves once the shell has echoed what was typed, as far as that can be told, or after half a second. */
  async echoed(): Promise<void> {
    const end = performance.now() + ECHO_WAIT;
    const isQuiet = (now: number) =>
      this.#printedAt >= this.#typedAt && now - Math.max(this.#typedAt, this.#printedAt) > ECHO_QUIET;
    for (let now = performance.now(); now < end && !isQuiet(now); now = performance.now())
      await new Promise((resolve) => setTimeout(resolve, ECHO_QUIET / 4));
  }

  /** Pastes text as one piece where the program knows what that is. */
  paste(text: string): void {
    this.#isPasting = true;
    this.terminal.paste(text);
    this.#isPasting = false;
  }

  /** Presses a key that a phone's keyboard lacks. */
  press(code: string): void {
    this.send(this.terminal.modes.applicationCursorKeysMode ? inApplication(code) : code);
  }

  focus(): void {
    this.terminal.focus();
  }

  /** Asks for the size of its element, and shows it at once. The server knows of other windows, and may say a smaller one. */
  fit(): void {
    const room = this.#isSeen() ? this.#fit.proposeDimensions() : undefined;
    if (!room || room.rows < LEAST_ROWS) {
      this.#link.hide();
      return;
    }
    this.#room = room;
    this.#take(room.cols, room.rows);
    this.#link.resize(room.cols, room.rows);
  }

  /** A hidden tab of the browser, a closed sheet and a terminal behind another are out of sight. */
  #isSeen(): boolean {
    const isShown = this.terminal.element?.checkVisibility({ visibilityProperty: true }) === true;
    return isShown && document.visibilityState === 'visible';
  }

  #take(cols: number, rows: number): void {
    this.terminal.resize(cols, rows);
    this.#events.onShared(cols < this.#room.cols || rows < this.#room.rows);
  }

  dispose(): void {
    this.#link.leave();
    for (const undo of this.#undo) undo();
    this.terminal.dispose();
  }

  #input(bytes: Uint8Array): void {
    this.#typedAt = performance.now();
    this.#link.input(bytes);
  }

  #dress(element: HTMLElement, isOwn: boolean, events: ViewEvents): void {
    const followLink = isOwn ? follow : followAway;
    this.terminal.loadAddon(this.#fit);
    this.terminal.loadAddon(this.search);
    useCharacterWidths(this.terminal, new Unicode11Addon());
    this.terminal.loadAddon(new WebLinksAddon((_, uri) => followLink(uri)));
    this.terminal.open(element);
    drawFast(this.terminal, () => this.fit());
    linkByPrograms(this.terminal, followLink);
    scrollByFinger(this.terminal, element);
    keepPageKeys(this.terminal, events.onSearch);
    guardPaste(this, element);
    copySelections(this.terminal, element);
    element.addEventListener('focusin', events.onFocus);
    hearRequests(this.terminal, (text) => {
      // Questions from before the page was loaded are over.
      if (this.#history === 0) events.onClipboard(text);
    });
    hearFiles(this.terminal, () => isOwn && this.#history === 0);
    if (!isOwn) return;
    linkThings(this.terminal, (thing, { clientX: x, clientY: y }) => {
      offered.value = { thing, x, y };
    });
  }

  #draw(piece: Piece, drawn: () => void): void {
    if (piece.history) this.#history += 1;
    this.terminal.write(piece.bytes, () => {
      if (piece.history) this.#history -= 1;
      drawn();
      this.#near.drawn();
      this.#printedAt = performance.now();
      this.#markPrinted();
    });
  }

  #joinInput(events: ViewEvents): void {
    const { terminal } = this;
    terminal.onData((data) => {
      if (isAnswer(data)) {
        if (this.#history === 0) this.#link.answer(data);
      } else if (this.#isPasting || !isPasteInDisguise(data)) this.send(typed(data));
      else pasteGuarded(this, data);
    });
    terminal.onBinary((data) => this.#input(Uint8Array.from(data, (letter) => letter.charCodeAt(0))));
    terminal.onTitleChange(events.onTitle);
  }

  #followPage(element: HTMLElement): void {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const fitSoon = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => this.fit(), RESIZE_AFTER);
    };
    const observer = new ResizeObserver(fitSoon);
    observer.observe(element);
    const hurry = (): void => {
      if (document.visibilityState === 'visible') this.#link.retryNow();
      this.fit();
    };
    addEventListener('online', hurry);
    document.addEventListener('visibilitychange', hurry);
    this.#undo.push(
      () => observer.disconnect(),
      () => clearTimeout(timer),
      () => removeEventListener('online', hurry),
      () => document.removeEventListener('visibilitychange', hurry),
      // A closed sheet keeps its size.
      pane.subscribe(fitSoon),
      effect(() => {
        this.terminal.options.theme = colours[shade()];
      }),
      effect(() => {
        if (nearTyping.value === 'off') this.#near.begin();
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
