import type { Recording } from '../recordings/recording.ts';
import { BoundedOutput } from './bounded-output.ts';
import { Pty } from './pty.ts';
import { OutputRing } from './ring.ts';
import { Screen } from './screen.ts';
import { isSame, SharedSize, type TerminalSize } from './shared-size.ts';
import type { Turn } from './turns.ts';
import { HIGH_WATER, LOW_WATER, WindowOutput, type Wire } from './window-output.ts';

/** The things that an attached window may do. */
export interface Attachment {
  /** Returns false when the program in the terminal does not read and too much waits for it. */
  input(bytes: Uint8Array): boolean;
  /** Returns false when more is acknowledged than was sent. */
  acknowledge(bytes: number): boolean;
  /** Says the room that the window has; undefined when it is out of sight. */
  resize(size: TerminalSize | undefined): void;
  /** Passes on the answer to a question of a program, if this window is the one that answers. */
  answer(text: string): void;
  /** Has the window told when its input so far has had time to be echoed. */
  settle(count: number): void;
  detach(): void;
}

/** ms without output after which a shell that has ended has surely printed everything. */
const DRAINED = 200;
/** ms that a shell may take to end once its terminal is hung up. */
const GRACE = 2000;
/** ms after which nobody will report its exit status any more. */
const UNTOLD = 3000;
/** The exit status of a shell when nobody reported one. */
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
  readonly #bounded = new BoundedOutput();
  readonly #ring: OutputRing;
  readonly #screen: Screen;
  readonly #clients = new Set<WindowOutput>();
  /** Windows that take the size as it is. */
  readonly #onlookers = new Set<Wire>();
  readonly #shared: SharedSize<Wire>;
  #printedAt = Date.now();
  readonly #onExit: () => void;
  #kill: () => void = () => {};
  #hungUp = false;
  #leftWith: number | undefined;
  readonly #timers = new Set<NodeJS.Timeout>();
  #drained: NodeJS.Timeout | undefined;
  #flush: NodeJS.Immediate | undefined;
  #exitCode: number | undefined;
  #wasShown = false;
  #recording: Recording | undefined;

  /**
   * Opens a pty, on which no shell runs yet. `onExit` is called once, when the shell has ended. `ringBytes` says how much output can be sent
   * again. `turn` says when output may be drawn.
   */
  constructor(size: TerminalSize, onExit: () => void, ringBytes?: number, turn?: Turn) {
    this.#shared = new SharedSize(size);
    this.#onExit = onExit;
    this.#ring = new OutputRing(ringBytes);
    this.#screen = new Screen(this.#ring, size.cols, size.rows, turn);
    this.#pty = new Pty(size.cols, size.rows, {
      output: (chunk) => this.#take(chunk),
      hungUp: () => this.#hangsUp(),
    });
  }

  /** N of its /dev/pts/N. */
  get pts(): number {
    return this.#pty.number;
  }

  /** To be called when a shell runs on its pty. `kill` ends a shell that stays after the hang-up. */
  entered(kill: () => void): void {
    this.#kill = kill;
    this.#pty.handOver();
  }

  /** To be called when the shell has ended. Its last output is still read. */
  left(code: number): void {
    if (this.#leftWith !== undefined) return;
    this.#leftWith = code;
    this.#pty.resume();
    if (this.#hungUp) this.#exit(code);
    // Programs that it left running may keep the pty open.
    else this.#drained = setTimeout(() => this.#pty.close(), DRAINED);
  }

  /** Records the output from now on, the sizes, and the end. */
  recordTo(recording: Recording | undefined): void {
    this.#recording = recording;
  }

  get recording(): Recording | undefined {
    return this.#recording;
  }

  get size(): TerminalSize {
    return this.#shared.size;
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

  /** The screen as lines of text. */
  async text(): Promise<string[]> {
    return this.#screen.text();
  }

  /** When it printed last, in ms since 1970. */
  get printedAt(): number {
    return this.#printedAt;
  }

  /**
   * Shows the terminal in a window that has the output up to `from`.
   * @param sizes whether the terminal may take the window's size. If not, the window is told the terminal's.
   */
  attach(wire: Wire, from: number, sizes = true): Attachment {
    if (!sizes) {
      this.#onlookers.add(wire);
      wire.say({ type: 'size', ...this.size });
    } else this.#shared.come(wire);
    const client = new WindowOutput(wire, this.#ring, this.#screen, from, () => this.#advance());
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
      resize: (room) => {
        if (sizes) this.#resize(() => this.#shared.take(wire, room));
      },
      answer: (text) => {
        if (this.#shared.first === wire) this.#pty.write(Buffer.from(text));
      },
      settle: (count) => client.settle(count),
      detach: () => {
        client.leave();
        this.#clients.delete(client);
        this.#onlookers.delete(wire);
        this.#resize(() => this.#shared.leave(wire));
        this.#advance();
      },
    };
  }

  /** Hangs up. Windows are told once the shell has ended. */
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

  #take(printed: Buffer): void {
    this.#drained?.refresh();
    this.#printedAt = Date.now();
    this.#show(this.#bounded.take(printed, this.size));
  }

  #show(chunk: Buffer): void {
    if (chunk.length === 0) return;
    this.#screen.expect(chunk.length);
    this.#ring.append(chunk);
    // The first bytes go at once, since a keystroke's echo must not wait. Later bytes of this turn go together.
    if (!this.#flush) {
      this.#pumpAll();
      this.#flush = setImmediate(() => this.#flushRest());
    }
    this.#recording?.output(chunk);
    const isFull = this.#clients.size > 0 && this.#least() >= HIGH_WATER;
    // The remaining output of an ended shell isn't much.
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

  /** To be called after anything that may let output go on: an acknowledgement, a drawn picture, a window that came or left. */
  #advance(): void {
    this.#pumpAll();
    if (this.#clients.size === 0 || this.#least() <= LOW_WATER) this.#pty.resume();
    this.#farewell();
  }

  /** The backlog of the window that is furthest on. */
  #least(): number {
    return Math.min(...[...this.#clients].map((client) => client.backlog));
  }

  #resize(change: () => void): void {
    const before = this.size;
    change();
    const { cols, rows } = this.size;
    const isNew = !isSame(before, this.size);
    if (isNew) {
      this.#screen.resize(cols, rows);
      this.#pty.resize(cols, rows);
      this.#recording?.resize(cols, rows);
    }
    const told = [...(isNew ? this.#onlookers : []), ...this.#shared.stale()];
    for (const wire of told) wire.say({ type: 'size', cols, rows });
  }

  #exit(code: number): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#show(this.#bounded.end());
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
