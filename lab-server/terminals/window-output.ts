import type { FromServer } from '../../protocol/terminal.ts';
import type { OutputRing } from './ring.ts';
import type { Screen } from './screen.ts';

/** Unacknowledged bytes at which a client gets no more, and at which a paused pty goes on. */
export const HIGH_WATER = 256 * 1024;
export const LOW_WATER = 128 * 1024;
/** ms that a program may take to echo a key; mosh waits as long. */
const ECHO_TIME = 50;
const LARGEST_FRAME = 64 * 1024;

/** The part of a connection that a window needs. */
export interface Wire {
  bytes(bytes: Buffer): void;
  say(message: FromServer): void;
  close(code: number, reason: string): void;
}

/** One window on a terminal: the output that it was sent, and how much of that it has not acknowledged. */
export class WindowOutput {
  readonly wire: Wire;
  readonly #ring: OutputRing;
  readonly #screen: Screen;
  /** Offset of the next byte of output to send. */
  #position: number;
  #unacknowledged = 0;
  #drawing = false;
  #gone = false;

  readonly #onRedrawn: () => void;

  /** Tells the client where the output starts: at `from` when the ring still has the bytes after it, else at 0 or with a picture. */
  constructor(wire: Wire, ring: OutputRing, screen: Screen, from: number, onRedrawn: () => void) {
    this.wire = wire;
    this.#onRedrawn = onRedrawn;
    this.#ring = ring;
    this.#screen = screen;
    const known = from >= ring.start && from <= ring.end;
    this.#position = known ? from : ring.start;
    if (known || ring.start === 0) this.#start(this.#position);
    else void this.#redraw();
  }

  /** Bytes of output that the client has not confirmed, sent or not; infinite while it waits for a picture. */
  get backlog(): number {
    return this.#drawing ? Number.POSITIVE_INFINITY : this.#ring.end - this.#position + this.#unacknowledged;
  }

  get hasAll(): boolean {
    return !this.#drawing && this.#position === this.#ring.end;
  }

  /** Returns false when the client acknowledges more than it was sent. */
  acknowledge(bytes: number): boolean {
    if (bytes > this.#unacknowledged) return false;
    this.#unacknowledged -= bytes;
    return true;
  }

  /** Sends the output that there is, up to the high-water mark. Returns true when it sent anything. */
  pump(): boolean {
    if (this.#drawing || this.#gone) return false;
    if (this.#position < this.#ring.start) {
      // A client that confirms nothing would otherwise be sent picture after picture while another keeps the pty going.
      if (this.#unacknowledged <= LOW_WATER) void this.#redraw();
      return false;
    }
    const before = this.#position;
    while (this.#position < this.#ring.end && this.#unacknowledged < HIGH_WATER) {
      const room = Math.min(LARGEST_FRAME, HIGH_WATER - this.#unacknowledged);
      const frame = this.#ring.read(this.#position, room);
      this.#position += frame.length;
      this.#send(frame);
    }
    return this.#position > before;
  }

  /** Answers a question for what input has come to, once programs had the time to echo it. */
  settle(count: number): void {
    const asked = performance.now();
    setTimeout(() => {
      if (this.#gone) return;
      this.pump();
      this.wire.say({ type: 'settled', count, waited: performance.now() - asked });
    }, ECHO_TIME);
  }

  leave(): void {
    this.#gone = true;
  }

  #start(offset: number): void {
    this.wire.say({ type: 'start', offset, live: this.#ring.end, settles: true });
  }

  #send(bytes: Buffer): void {
    this.#unacknowledged += bytes.length;
    this.wire.bytes(bytes);
  }

  /**
   * Sends a picture in place of the lost output. The client counts every byte, so the start lies before the picture's place in the output by
   * the length of the picture, and the client's count is right again after it. The ring has turned over by now, so the picture's place lies
   * further on than any picture is long.
   */
  async #redraw(): Promise<void> {
    this.#drawing = true;
    const most = Math.min(HIGH_WATER - this.#unacknowledged, this.#ring.start);
    const { bytes, at } = await this.#screen.picture(most);
    this.#drawing = false;
    if (this.#gone) return;
    this.#position = bytes ? at : this.#ring.start;
    this.#start(this.#position - (bytes?.length ?? 0));
    if (bytes) this.#send(bytes);
    this.#onRedrawn();
  }
}
