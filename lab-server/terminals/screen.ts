import { Emulator } from './emulator.ts';
import type { OutputRing } from './ring.ts';
import { skimModes } from './skim.ts';
import { atOnce, type Turn } from './turns.ts';

/** Bytes given to the emulator at once, some 2 ms of text, so that keystrokes get their turn in between. Slower output is given in fewer bytes. */
const SLICE = 32 * 1024;
const LEAST_SLICE = 256;
/** ms that a slice may take. After a longer one the next is smaller. */
const LONG_SLICE = 8;
/** Pause in ms between slices that nobody waits for. With it a steady 1.6 MB/s is followed byte by byte. */
const LEISURE = 20;
/** Bytes at the end of a flood that are drawn in full: several screens of the largest size. */
const TAIL = 256 * 1024;
/** Bytes of a flood that are skimmed at once, which takes less time than drawing a slice. */
const SKIMMED = 64 * 1024;

/** The terminal as it was after `at` bytes of output, as bytes that draw it. Undefined when these would be too many. */
export interface Picture {
  bytes: Buffer | undefined;
  at: number;
}

/**
 * The server's own terminal, kept for a client whose place in the output has left the ring.
 *
 * It is lazy: output waits in the ring, and nothing is drawn (no emulator even made) until the ring is half full of
 * undrawn bytes or a picture is asked for. Then it follows in small slices. Output that comes faster than that is a flood, and is
 * skimmed: its modes are kept and its last 256 KiB drawn in full, once somebody asks.
 */
export class Screen {
  readonly #ring: OutputRing;
  /** Sizes the terminal took, each from an offset on; the first is in force at `#taken`. */
  #sizes: { at: number; cols: number; rows: number }[];
  #emulator: Emulator | undefined;
  /** Offset up to which output was handed to the emulator, and offset up to which the emulator has drawn it. */
  #taken = 0;
  #drawn = 0;
  #slice: Promise<void> | undefined;
  #sliceSize = SLICE;
  readonly #turn: Turn;
  #timer: NodeJS.Timeout | undefined;
  #isFlood = false;
  #disposed = false;

  constructor(ring: OutputRing, cols: number, rows: number, turn: Turn = atOnce) {
    this.#ring = ring;
    this.#turn = turn;
    this.#sizes = [{ at: 0, cols, rows }];
  }

  /** Output from here on was written for this size. */
  resize(cols: number, rows: number): void {
    const last = this.#sizes.at(-1);
    if (last?.at === this.#ring.end) Object.assign(last, { cols, rows });
    else this.#sizes.push({ at: this.#ring.end, cols, rows });
    // A window dragged for hours must not make the list grow. Nobody sees which of a thousand old sizes is left out.
    if (this.#sizes.length > 1000) this.#sizes.splice(1, 500);
  }

  /** To be called before `count` bytes go into the ring: nothing undrawn may be overwritten unseen. */
  expect(count: number): void {
    const behind = this.#ring.end + count - this.#taken;
    const lost = behind - this.#ring.capacity;
    if (lost > 0 || (this.#isFlood && behind > TAIL + SKIMMED)) this.#skim(lost);
    if (this.#isFlood || behind > this.#ring.capacity / 2)
      this.#timer ??= setTimeout((seen: number) => void this.#drawAtLeisure(seen), LEISURE, this.#ring.end);
  }

  /** Draws the terminal as all output up to now, or somewhat more, left it, in at most `most` bytes. */
  async picture(most: number): Promise<Picture> {
    await this.#drawAll();
    const bytes = this.#disposed ? undefined : this.#open().picture(most);
    return { bytes, at: this.#drawn };
  }

  /** The lines of the screen as all output up to now left it, without spaces at their ends. */
  async text(): Promise<string[]> {
    await this.#drawAll();
    return this.#disposed ? [] : this.#open().text();
  }

  dispose(): void {
    this.#disposed = true;
    clearTimeout(this.#timer);
    this.#emulator?.dispose();
  }

  /** Draws all output up to now, or somewhat more. */
  async #drawAll(): Promise<void> {
    const until = this.#ring.end;
    while (!this.#disposed) {
      await this.#drawSlice();
      if (this.#taken >= until && this.#drawn === this.#taken) break;
    }
    // No slice begins with a size that was taken after the last output.
    if (!this.#disposed) this.#takeSizes();
  }

  async #drawAtLeisure(seen: number): Promise<void> {
    this.#isFlood = this.#ring.end - seen > SLICE;
    if (!this.#isFlood) await this.#drawSlice();
    this.#timer = undefined;
    if (!this.#disposed) this.expect(0);
  }

  /** Calls that overlap share a slice, since the emulator takes its input in order. */
  #drawSlice(): Promise<void> {
    this.#slice ??= this.#turn(() => this.#write(this.#takeSlice())).finally(() => {
      this.#slice = undefined;
    });
    return this.#slice;
  }

  #takeSlice(): Buffer {
    this.#takeSizes();
    const nextSize = this.#sizes[1]?.at ?? Number.POSITIVE_INFINITY;
    const slice = this.#ring.read(this.#taken, Math.min(this.#sliceSize, nextSize - this.#taken));
    this.#taken += slice.length;
    return slice;
  }

  /** Skims a piece of the oldest output up to the end of a line, or at least so many bytes. */
  #skim(least: number): void {
    const stretch = this.#ring.read(this.#taken, Math.max(least, SKIMMED));
    const line = stretch.lastIndexOf('\n') + 1;
    const end = line >= Math.max(least, 1) ? line : stretch.length;
    this.#taken += end;
    this.#takeSizes();
    void this.#write(Buffer.concat([skimModes(stretch.subarray(0, end)), Buffer.from('\r\n')]));
  }

  #takeSizes(): void {
    while ((this.#sizes[1]?.at ?? Number.POSITIVE_INFINITY) <= this.#taken) this.#sizes.shift();
    if (this.#sizes[0]) this.#open().resize(this.#sizes[0].cols, this.#sizes[0].rows);
  }

  #write(bytes: Buffer): Promise<void> {
    const upTo = this.#taken;
    if (this.#disposed) return Promise.resolve();
    const emulator = this.#open();
    const before = emulator.busy;
    return new Promise((resolve) => {
      emulator.write(bytes, () => {
        this.#drawn = upTo;
        this.#learn(bytes.length, emulator.busy - before);
        resolve();
      });
    });
  }

  /** The output of a program may take a hundred times as much work as text. */
  #learn(bytes: number, took: number): void {
    if (took > LONG_SLICE) this.#sliceSize = Math.max(LEAST_SLICE, this.#sliceSize / 4);
    else if (bytes === this.#sliceSize) this.#sliceSize = Math.min(SLICE, this.#sliceSize * 2);
  }

  #open(): Emulator {
    const { cols, rows } = this.#sizes[0] ?? { cols: 80, rows: 24 };
    this.#emulator ??= new Emulator(cols, rows);
    return this.#emulator;
  }
}
