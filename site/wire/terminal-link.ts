import {
  Cols,
  closeCode,
  type FromClient,
  FromServer,
  LONGEST_ANSWER,
  Rows,
} from '../../protocol/terminal.ts';
import { Acknowledger } from './acknowledger.ts';
import { Backoff } from './backoff.ts';
import { framesOf, HeldInput } from './held-input.ts';
import { OutputPlace, type Piece } from './output-place.ts';
import type { Socket, SocketEvents } from './web-socket.ts';

export type LinkState = 'connecting' | 'open' | 'waiting' | 'ended' | 'gone';

export interface LinkOptions {
  /** Opens a WebSocket that asks for the output from this offset. */
  open(from: number, on: SocketEvents): Socket;
  /** Draws a piece of output and calls back when it is drawn. */
  draw(piece: Piece, drawn: () => void): void;
  /** Clears the screen, after all earlier output and before the output that comes next. */
  clear(): void;
  /** `exit` is the shell's exit code, once that is known. */
  onState(state: LinkState, exit: number | undefined): void;
  /** Called when input could not be held: the connection is down and too much is waiting already. */
  onRefused(): void;
  /** Called with the size of the terminal, when it is another than the one this window asked for last. */
  onSize(cols: number, rows: number): void;
  /** Called when output has come for all input before the question of this number. The server took `waited` ms to see whether there is any. */
  onSettled?(count: number, waited: number): void;
  /** Runs `then` after `ms`. The returned function stops that. */
  after(ms: number, then: () => void): () => void;
}

/** One terminal over a connection that may drop. The connection comes back by itself, and no input or output is lost. */
export class TerminalLink {
  readonly #options: LinkOptions;
  readonly #backoff = new Backoff();
  readonly #held = new HeldInput();
  readonly #output = new OutputPlace();
  #socket: Socket | undefined;
  #state: LinkState = 'connecting';
  /** The room of the window; undefined when it has said nothing of it. */
  #room: FromClient | undefined;
  #stopWaiting: () => void = () => {};
  #exit: number | undefined;
  #settles = false;

  constructor(options: LinkOptions) {
    this.#options = options;
    this.#connect();
  }

  get state(): LinkState {
    return this.#state;
  }

  input(bytes: Uint8Array): void {
    if (this.#state === 'open') for (const frame of framesOf(bytes)) this.#socket?.send(frame);
    else if (this.#state === 'ended' || this.#state === 'gone') return;
    else if (!this.#held.hold(bytes)) this.#options.onRefused();
  }

  /** Sizes outside the protocol's bounds, as of a pane that is just being hidden, are not sent. */
  resize(cols: number, rows: number): void {
    if (!Cols.safeParse(cols).success || !Rows.safeParse(rows).success) return;
    this.#takeRoom({ type: 'resize', cols, rows });
  }

  /** The window is out of sight until the next resize. */
  hide(): void {
    if (this.#room?.type !== 'hidden') this.#takeRoom({ type: 'hidden' });
  }

  /** Answers a question of a program. Without a connection it is over. */
  answer(text: string): void {
    if (this.#state === 'open' && text.length <= LONGEST_ANSWER) this.#say({ type: 'answer', text });
  }

  /** Whether the connection stands and can say what input has come to. */
  get settles(): boolean {
    return this.#state === 'open' && this.#settles;
  }

  /** Asks to be told when the input so far has had time to be echoed. */
  settle(count: number): void {
    if (this.settles) this.#say({ type: 'settle', count });
  }

  #takeRoom(room: FromClient): void {
    this.#room = room;
    if (this.#state === 'open') this.#say(room);
  }

  /** Tries at once when it is waiting to try again. */
  retryNow(): void {
    if (this.#state !== 'waiting') return;
    this.#stopWaiting();
    this.#backoff.reset();
    this.#connect();
  }

  /** Leaves the terminal as it is on the server. */
  leave(): void {
    this.#stopWaiting();
    const socket = this.#socket;
    this.#socket = undefined;
    socket?.close();
  }

  #connect(): void {
    this.#become('connecting');
    // Events of an older connection are ignored.
    const current = (): boolean => this.#socket === socket;
    const acknowledger = new Acknowledger((bytes) => {
      if (current() && this.#state === 'open') this.#say({ type: 'ack', bytes });
    });
    const socket = this.#options.open(this.#output.place, {
      bytes: (bytes) => current() && this.#draw(bytes, acknowledger),
      text: (text) => current() && this.#hear(text),
      closed: (code) => current() && this.#dropped(code),
    });
    this.#socket = socket;
  }

  #draw(bytes: Uint8Array, acknowledger: Acknowledger): void {
    for (const piece of this.#output.take(bytes)) {
      this.#options.draw(piece, () => acknowledger.took(piece.bytes.length));
    }
  }

  #hear(text: string): void {
    const message = FromServer.safeParse(JSON.parse(text));
    if (!message.success) return;
    if (message.data.type === 'exit') {
      this.#exit = message.data.code;
      return;
    }
    if (message.data.type === 'size') {
      this.#options.onSize(message.data.cols, message.data.rows);
      return;
    }
    if (message.data.type === 'settled') {
      this.#options.onSettled?.(message.data.count, message.data.waited);
      return;
    }
    this.#settles = message.data.settles === true;
    if (this.#output.start(message.data.offset, message.data.live)) this.#options.clear();
    if (this.#state !== 'open') this.#opened();
  }

  #opened(): void {
    this.#backoff.reset();
    this.#become('open');
    if (this.#room) this.#say(this.#room);
    for (const bytes of this.#held.take()) this.input(bytes);
  }

  #dropped(code: number): void {
    this.#socket = undefined;
    if (this.#exit !== undefined) this.#become('ended');
    else if (code === closeCode.gone) this.#become('gone');
    else {
      this.#become('waiting');
      this.#stopWaiting = this.#options.after(this.#backoff.next(), () => this.#connect());
    }
  }

  #become(state: LinkState): void {
    this.#state = state;
    this.#options.onState(state, this.#exit);
  }

  #say(message: FromClient): void {
    this.#socket?.send(JSON.stringify(message));
  }
}
