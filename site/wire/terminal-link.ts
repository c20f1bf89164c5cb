import { closeCode, Cols, type FromClient, FromServer, Rows } from '../../protocol/terminal.ts';
import { Acknowledger } from './acknowledger.ts';
import { Backoff } from './backoff.ts';
import { framesOf, HeldInput } from './held-input.ts';
import { OutputPlace, type Piece } from './output-place.ts';

/** What the link needs of a WebSocket; the browser's own has it. */
export interface Socket {
  binaryType: string;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number; reason: string }) => void) | null;
  send(data: string | Uint8Array<ArrayBuffer>): void;
  close(): void;
}

export type LinkState = 'connecting' | 'open' | 'waiting' | 'ended' | 'gone';

export interface LinkOptions {
  /** Opens a WebSocket that asks for the output from this offset. */
  open(from: number): Socket;
  /** Draws a piece of output and calls back when it is drawn. */
  draw(piece: Piece, drawn: () => void): void;
  /** Clears the screen, after what was drawn before and ahead of what comes next. */
  clear(): void;
  onState(state: LinkState): void;
  /** Input could not be held: the connection is down and too much is waiting already. */
  onRefused(): void;
  /** Runs `then` after `ms`; the function it gives stops that. */
  after(ms: number, then: () => void): () => void;
}

/** One terminal over a connection that may drop: it comes back by itself, and nothing typed or printed is lost. */
export class TerminalLink {
  readonly #options: LinkOptions;
  readonly #backoff = new Backoff();
  readonly #held = new HeldInput();
  readonly #output = new OutputPlace();
  #socket: Socket | undefined;
  #state: LinkState = 'connecting';
  #size: { cols: number; rows: number } | undefined;
  #stopWaiting: () => void = () => {};
  #exit: number | undefined;

  constructor(options: LinkOptions) {
    this.#options = options;
    this.#connect();
  }

  get state(): LinkState {
    return this.#state;
  }

  /** The shell's exit code; undefined while it runs or when it is not known. */
  get exit(): number | undefined {
    return this.#exit;
  }

  input(bytes: Uint8Array): void {
    if (this.#state === 'open') for (const frame of framesOf(bytes)) this.#socket?.send(own(frame));
    else if (this.#state === 'ended' || this.#state === 'gone') return;
    else if (!this.#held.hold(bytes)) this.#options.onRefused();
  }

  /** Sizes out of the protocol's bounds, of a pane that is just being hidden, are not told. */
  resize(cols: number, rows: number): void {
    if (!Cols.safeParse(cols).success || !Rows.safeParse(rows).success) return;
    this.#size = { cols, rows };
    if (this.#state === 'open') this.#say({ type: 'resize', cols, rows });
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
    const socket = this.#options.open(this.#output.place);
    const acknowledger = new Acknowledger((bytes) => {
      if (this.#socket === socket && this.#state === 'open') this.#say({ type: 'ack', bytes });
    });
    socket.binaryType = 'arraybuffer';
    this.#socket = socket;
    socket.onmessage = ({ data }) => {
      if (this.#socket !== socket) return;
      if (data instanceof ArrayBuffer) this.#draw(new Uint8Array(data), acknowledger);
      else this.#hear(String(data));
    };
    socket.onclose = ({ code }) => {
      if (this.#socket === socket) this.#dropped(code);
    };
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
    if (this.#output.start(message.data.offset, message.data.live)) this.#options.clear();
    if (this.#state !== 'open') this.#opened();
  }

  #opened(): void {
    this.#backoff.reset();
    this.#become('open');
    if (this.#size) this.#say({ type: 'resize', ...this.#size });
    for (const bytes of this.#held.take()) this.input(bytes);
  }

  #dropped(code: number): void {
    this.#socket = undefined;
    if (this.#exit !== undefined) return this.#become('ended');
    if (code === closeCode.gone) return this.#become('gone');
    this.#become('waiting');
    this.#stopWaiting = this.#options.after(this.#backoff.next(), () => this.#connect());
  }

  #become(state: LinkState): void {
    this.#state = state;
    this.#options.onState(state);
  }

  #say(message: FromClient): void {
    this.#socket?.send(JSON.stringify(message));
  }
}

/** WebSocket.send refuses views of shared memory by type; ours never are. */
function own(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return bytes as Uint8Array<ArrayBuffer>;
}
