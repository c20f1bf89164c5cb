import { isAscii } from 'node:buffer';
import unicode11 from '@xterm/addon-unicode11';
import { characterWidths } from '../../protocol/character-width.ts';

interface Size {
  cols: number;
  rows: number;
}

/** Most characters without a width that are joined to one before them. */
const MOST_JOINED = 8;
/** Most bytes of a sequence with a text in it, such as a title. The longest is a text for the clipboard (site/terminal/clipboard-request.ts). */
const LONGEST_STRING = 160 * 1024;
/** Most bytes of a link (OSC 8) with its parameters. */
const LONGEST_LINK = 2 * 1024;
/** Most bytes of any other sequence, and most digits of the number of a sequence with a text. */
const LONGEST_SEQUENCE = 256;

const [BEL, CAN, SUB, ESC, DEL] = [0x07, 0x18, 0x1a, 0x1b, 0x7f] as const;

/** Final bytes of CSI sequences whose number xterm.js counts down one by one, each with the largest number that makes a difference. */
const rows = ({ rows }: Size) => rows;
const cols = ({ cols }: Size) => cols;
const COUNTED = new Map<string, (size: Size) => number>([
  ...['S', 'T', 'L', 'M'].map((final) => [final, rows] as const),
  ...['b', '@', 'P', 'X', 'I', 'Z', ' @', ' A', "'}", "'~"].map((final) => [final, cols] as const),
]);
/** Keyed by the last byte. */
const MAY_COUNT = Uint8Array.from({ length: DEL }, (_, byte) =>
  Number([...COUNTED.keys()].some((final) => final.charCodeAt(final.length - 1) === byte)),
);
const CSI = /^([<=>?]?)(\d*)((?:[;:][0-9;:]*)?)([ -/]*[@-~])$/;

type State = 'text' | 'escape' | 'csi' | 'osc' | 'string' | 'dropped';
/** Beginnings of sequences, each as the letter behind ESC. The single character whose number is 0x40 more means the same (ECMA-48, 5.3). */
const kinds: Record<number, State> = {
  80: 'string',
  88: 'string',
  91: 'csi',
  93: 'osc',
  94: 'string',
  95: 'string',
};

/**
 * The output of a terminal, without parts that would cost whoever draws it time or memory without end. The lab server's own emulator draws it,
 * and so does every browser that shows the terminal, of its learner or of an instructor. All bytes stay as they are, except for:
 * - characters joined to one before them, from the ninth on, and sequences that would print such a character many times over;
 * - numbers that xterm.js counts down one by one, where they are more than the screen has rows or columns;
 * - the rest of a sequence that is longer than any program needs.
 */
export class BoundedOutput {
  #state: State = 'text';
  /** The bits so far of the character being read, and how many of its bytes are still to come. */
  #code = 0;
  #toCome = 0;
  #joined = 0;
  /** How many bytes of the sequence have come so far. */
  #length = 0;
  /** How many it may have, if it has a text in it. */
  #longest = LONGEST_STRING;
  /** Whether the character before it already has others joined to it. */
  #isBehindJoined = false;
  /** Whether BEL ends the sequence. */
  #isOsc = false;
  /** The beginning of a character or sequence that may or may not stay. */
  #held: Buffer = Buffer.alloc(0);

  /** Returns the bytes to show in place of these. */
  take(chunk: Buffer, size: Size): Buffer {
    const isPlain = this.#state === 'text' && this.#toCome === 0 && isAscii(chunk) && !chunk.includes(ESC);
    // DEL is no character, and ends no row of joined ones.
    if (!isPlain || (this.#joined > 0 && chunk.includes(DEL))) return this.#read(chunk, size);
    this.#joined = 0;
    return chunk;
  }

  /** Returns the bytes that are held back, when no more will come. */
  end(): Buffer {
    const held = this.#held;
    this.#held = Buffer.alloc(0);
    return held;
  }

  #read(chunk: Buffer, size: Size): Buffer {
    // A replacement is never longer than the bytes it stands for.
    const out = Buffer.allocUnsafe(this.#held.length + chunk.length);
    this.#held.copy(out);
    let length = this.#held.length;
    /** The place in `out` where the bytes that may not stay begin; -1 when there are none. */
    let begun = this.#held.length > 0 || this.#state === 'csi' || this.#state === 'osc' ? 0 : -1;
    const enter = (state: State) => {
      if (state === 'escape') this.#isBehindJoined = this.#joined > 0;
      this.#state = state;
      this.#joined = 0;
      this.#length = 0;
      this.#longest = LONGEST_STRING;
      if (state !== 'dropped') this.#isOsc = state === 'osc';
      begun = state === 'csi' || state === 'osc' ? length : -1;
    };
    /** Takes the sequence back, and leaves only the byte that tells a terminal to forget its beginning. */
    const cancel = (from: number) => {
      out[from] = CAN;
      length = from + 1;
      enter('dropped');
    };
    for (let i = 0; i < chunk.length; i++) {
      if (this.#state === 'text' && this.#toCome === 0 && this.#joined === 0) {
        // This is most output: a stretch that needs no look at each byte is copied as a whole.
        const end = plainEnd(chunk, i, size);
        if (end > i) {
          length += chunk.copy(out, length, i, end);
          i = end - 1;
          continue;
        }
      }
      const byte = chunk[i] as number;
      if (this.#state !== 'dropped' || byte === ESC || byte === CAN || byte === SUB) out[length++] = byte;
      if (this.#toCome > 0 && (byte & 0xc0) === 0x80) {
        this.#code = (this.#code << 6) | (byte & 0x3f);
        if (--this.#toCome > 0) continue;
        const kind = this.#code <= 0x9f ? (kinds[this.#code - 0x40] ?? 'text') : undefined;
        if (kind) enter(kind);
        else if (this.#state === 'text') {
          if (widths.wcwidth(this.#code) > 0) this.#joined = 0;
          else if (++this.#joined > MOST_JOINED) length = begun;
          begun = -1;
        }
        continue;
      }
      if (this.#state === 'text') begun = -1;
      this.#begin(byte);
      switch (this.#state) {
        case 'text':
          if (this.#toCome > 0 && this.#joined >= MOST_JOINED) begun = length - 1;
          else if (this.#toCome > 0) break;
          else if (byte === ESC) enter('escape');
          else if (byte < DEL) this.#joined = 0;
          break;
        case 'escape':
          if (kinds[byte]) enter(kinds[byte]);
          else if (byte !== ESC && !(byte >= 0x20 && byte < 0x30)) enter('text');
          break;
        case 'csi':
          if (byte === ESC) enter('escape');
          else if (byte === CAN || byte === SUB || byte >= 0x80) enter('text');
          else if (byte >= 0x40 && byte < DEL) {
            const bounded = boundedNumber(out.toString('latin1', begun, length), size, this.#isBehindJoined);
            if (bounded !== undefined) length = begun + out.write(bounded, begun, 'latin1');
            enter('text');
          } else if (++this.#length > LONGEST_SEQUENCE) {
            cancel(begun);
            enter('text');
          }
          break;
        case 'osc':
          if (byte >= 0x30 && byte <= 0x39) {
            if (++this.#length > LONGEST_SEQUENCE) cancel(begun);
          } else if (this.#isEnd(byte)) enter(byte === ESC ? 'escape' : 'text');
          else {
            const isLink = /^0*8$/.test(out.toString('latin1', begun, length - 1));
            this.#longest = isLink ? LONGEST_LINK : LONGEST_STRING;
            this.#state = 'string';
            begun = -1;
          }
          break;
        case 'string':
          if (this.#isEnd(byte)) enter(byte === ESC ? 'escape' : 'text');
          else if (++this.#length > this.#longest) cancel(length - 1);
          break;
        case 'dropped':
          if (this.#isEnd(byte)) enter(byte === ESC ? 'escape' : 'text');
          break;
      }
    }
    const known = begun >= 0 ? begun : length;
    this.#held = Buffer.from(out.subarray(known, length));
    return out.subarray(0, known);
  }

  #isEnd(byte: number): boolean {
    return byte === ESC || byte === CAN || byte === SUB || (byte === BEL && this.#isOsc);
  }

  /** Takes note of the first byte of a character of several (RFC 3629). */
  #begin(byte: number): void {
    if (byte >= 0xc2 && byte < 0xe0) [this.#toCome, this.#code] = [1, byte & 0x1f];
    else if (byte >= 0xe0 && byte < 0xf0) [this.#toCome, this.#code] = [2, byte & 0x0f];
    else if (byte >= 0xf0 && byte < 0xf5) [this.#toCome, this.#code] = [3, byte & 0x07];
    else this.#toCome = 0;
  }
}

/** The place where text of single bytes, and whole CSI sequences that are fine as they are, end; `from` when there is none. */
function plainEnd(chunk: Buffer, from: number, size: Size): number {
  let end = from;
  for (let i = from; i < chunk.length; i++) {
    const byte = chunk[i] as number;
    if (byte === ESC) {
      const final = chunk[i + 1] === 0x5b ? finalOf(chunk, i + 2) : -1;
      if (final < 0) break;
      if (
        MAY_COUNT[chunk[final] as number] &&
        boundedNumber(chunk.toString('latin1', i + 2, final + 1), size)
      )
        break;
      i = final;
    } else if (byte >= DEL) break;
    end = i + 1;
  }
  return end;
}

/** The place of the last byte of the sequence whose parameters begin here; -1 when that has not come yet. */
function finalOf(chunk: Buffer, from: number): number {
  const end = Math.min(chunk.length, from + LONGEST_SEQUENCE);
  for (let i = from; i < end; i++) {
    const byte = chunk[i] as number;
    if (byte >= 0x40 && byte < DEL) return i;
    if (byte < 0x20 || byte >= DEL) return -1;
  }
  return -1;
}

/** The sequence behind `CSI` with a number that is not too large; undefined when it is fine as it is. */
function boundedNumber(sequence: string, size: Size, isBehindJoined = false): string | undefined {
  const [, prefix, first = '', others, final = ''] = CSI.exec(sequence) ?? [];
  const most = prefix !== '' ? undefined : final === 'b' && isBehindJoined ? 1 : COUNTED.get(final)?.(size);
  return most === undefined || Number(first) <= most ? undefined : `${most}${others}${final}`;
}

/** Columns that a character takes, in the emulator and the page. */
const widths = characterWidths(new unicode11.Unicode11Addon());
