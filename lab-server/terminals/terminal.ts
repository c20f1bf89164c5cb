import type { Recording } from '../recordings/recording.ts';
import { HIGH_WATER, LOW_WATER, TerminalClient, type Wire } from './client.ts';
import { Pty } from './pty.ts';
import { OutputRing } from './ring.ts';
import { Screen } from './screen.ts';

export interface TerminalSize {
  cols: number;
  rows: number;
}

/** What an attached window may do. */
export interface Attachment {
  /** False when the program in the terminal does not read and too much waits for it. */
  input(bytes: Uint8Array): boolean;
  /** False when more is acknowledged than was sent. */
  acknowledge(bytes: number): boolean;
  resize(size: TerminalSize): void;
  detach(): void;
}

/** ms after which a shell that has left has surely said all, when nothing more comes. */
const DRAINED = 200;
/** ms that a shell may take to leave once its terminal is hung up. */
const GRACE = 2000;
/** ms after which nobody will say any more how it ended. */
const UNTOLD = 3000;
/** Exit status of a shell of which nobody said how it ended. */
const UNKNOWN = 255;

/**
 * A shell with its recent output. It outlives the windows that show it, of which there may be none or several.
 *
 * The pty rests while every window has 256 KiB it has not confirmed, so a slow browser slows the program and not the
 * server; one fast window keeps it going, and the slow ones are redrawn when they fall out of the ring.
 */
export class Terminal {
  readonly createdAt = new Date();
  readonly #pty: Pty;
  readonly #ring: OutputRing;
  readonly #screen: Screen;
  readonly #clients = new Set<TerminalClient>();
  /** Windows that take the size as it is. */
  readonly #onlookers = new Set<Wire>();
  #printedAt = Date.now();
  readonly #onExit: () => void;
  #kill: () => void = () => {};
  #hungUp = false;
  #leftWith: number | undefined;
  readonly #timers = new Set<NodeJS.Timeout>();
  #drained: NodeJS.Timeout | undefined;
  #size: TerminalSize;
  #flush: NodeJS.Immediate | undefined;
  #exitCode: number | undefined;
  #wasShown = false;
  #recording: Recording | undefined;

  /**
   * Opens a pty, on which no shell runs yet. `onExit` is called once, when the shell has ended. `ringBytes` is how much output can
   * be sent again.
   */
  constructor(size: TerminalSize, onExit: () => void, ringBytes?: number) {
    this.#size = size;
    this.#onExit = onExit;
    this.#ring = new OutputRing(ringBytes);
    this.#screen = new Screen(this.#ring, size.cols, size.rows);
    this.#pty = new Pty(size.cols, size.rows, {
      output: (chunk) => this.#take(chunk),
      hungUp: () => this.#hangsUp(),
    });
  }

  /** N of its /dev/pts/N. */
  get pts(): number {
    return this.#pty.number;
  }

  /** A shell runs on its pty now; `kill` ends it when it stays after the hang-up. */
  entered(kill: () => void): void {
    this.#kill = kill;
    this.#pty.handOver();
  }

  /** The shell has ended; what it printed last is still read. */
  left(code: number): void {
    if (this.#leftWith !== undefined) return;
    this.#leftWith = code;
    this.#pty.resume();
    if (this.#hungUp) this.#exit(code);
    // What it left running may hold the pty on.
    else this.#drained = setTimeout(() => this.#pty.close(), DRAINED);
  }

  /** Takes what is printed from now on, how large it is shown, and how it ends. */
  recordTo(recording: Recording | undefined): void {
    this.#recording = recording;
  }

  get recording(): Recording | undefined {
    return this.#recording;
  }

  get size(): TerminalSize {
    return this.#size;
  }

  /** Bytes of output so far. */
  get written(): number {
    return this.#ring.end;
  }

  /** Whether any window ever saw it. */
  get wasShown(): boolean {
    return this.#wasShown;
  }

  get isPaused(): boolean {
    return this.#pty.isPaused;
  }

  /** What it shows, as lines of text. */
  async text(): Promise<string[]> {
    return this.#screen.text();
  }

  /** When it printed last, in ms since 1970. */
  get printedAt(): number {
    return this.#printedAt;
  }

  /**
   * Shows the terminal in a window that has the output up to `from`.
   * @param sizes whether the terminal may take its size; if not, the window is told the terminal's.
   */
  attach(wire: Wire, from: number, sizes = true): Attachment {
    if (!sizes) {
      this.#onlookers.add(wire);
      wire.say({ type: 'size', ...this.#size });
    }
    const client = new TerminalClient(wire, this.#ring, this.#screen, from, () => this.#advance());
    this.#clients.add(client);
    this.#wasShown = true;
    this.#advance();
    return {
      input: (bytes) => this.#pty.write(bytes),
      acknowledge: (bytes) => {
        const sane = client.acknowledge(bytes);
        this.#advance();
        return sane;
      },
      resize: (wanted) => this.#resize(wanted),
      detach: () => {
        client.leave();
        this.#clients.delete(client);
        this.#onlookers.delete(wire);
        this.#advance();
      },
    };
  }

  /** Hangs up; windows are told once the shell has ended. */
  end(): void {
    this.#pty.close();
  }

  #hangsUp(): void {
    this.#hungUp = true;
    clearTimeout(this.#drained);
    if (this.#leftWith !== undefined) this.#exit(this.#leftWith);
    else {
      this.#timers.add(setTimeout(() => this.#kill(), GRACE));
      this.#timers.add(setTimeout(() => this.left(UNKNOWN), UNTOLD));
    }
  }

  #take(chunk: Buffer): void {
    this.#drained?.refresh();
    this.#printedAt = Date.now();
    this.#screen.expect(chunk.length);
    this.#ring.append(chunk);
    // The first bytes go at once, for a keystroke's echo must not wait; what follows in this turn goes together.
    if (!this.#flush) {
      this.#pumpAll();
      this.#flush = setImmediate(() => this.#flushRest());
    }
    this.#recording?.output(chunk);
    const isFull = this.#clients.size > 0 && this.#least() >= HIGH_WATER;
    // What is left of a shell that has ended isn't much.
    if (isFull && this.#leftWith === undefined) this.#pty.pause();
  }

  #flushRest(): void {
    this.#flush = this.#pumpAll() ? setImmediate(() => this.#flushRest()) : undefined;
  }

  #pumpAll(): boolean {
    let sent = false;
    for (const client of this.#clients) sent = client.pump() || sent;
    return sent;
  }

  /** After anything that may let output go on: an acknowledgement, a picture drawn, a window come or gone. */
  #advance(): void {
    this.#pumpAll();
    if (this.#clients.size === 0 || this.#least() <= LOW_WATER) this.#pty.resume();
    this.#farewell();
  }

  /** The backlog of the window that is furthest on. */
  #least(): number {
    return Math.min(...[...this.#clients].map((client) => client.backlog));
  }

  #resize({ cols, rows }: TerminalSize): void {
    if (cols === this.#size.cols && rows === this.#size.rows) return;
    this.#size = { cols, rows };
    this.#screen.resize(cols, rows);
    this.#pty.resize(cols, rows);
    this.#recording?.resize(cols, rows);
    for (const wire of this.#onlookers) wire.say({ type: 'size', cols, rows });
  }

  #exit(code: number): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#exitCode = code;
    this.#recording?.end(code);
    this.#advance();
    this.#onExit();
  }

  /** Tells each window that has all the output that it was the last. */
  #farewell(): void {
    if (this.#exitCode === undefined) return;
    for (const client of this.#clients) {
      if (!client.hasAll) continue;
      client.leave();
      this.#clients.delete(client);
      client.wire.say({ type: 'exit', code: this.#exitCode });
      client.wire.close(1000, 'The shell has ended.');
    }
    if (this.#clients.size === 0) this.#screen.dispose();
  }
}
