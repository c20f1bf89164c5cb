import { StringDecoder } from 'node:string_decoder';

/** Bytes of output per second that are recorded over a longer time, and at once after a pause. */
const RATE = 128 * 1024;
const BURST = 512 * 1024;
/** The size of a chunk that is recorded all the same, such as the prompt after a flood. */
const SMALL = 4096;

export interface CastStart {
  cols: number;
  rows: number;
  title: string;
  /** ms since 1970 */
  at: number;
}

/**
 * The lines of one recording in asciicast v3 (docs.asciinema.org/manual/asciicast/v3): a header, then `[seconds since the line before, code,
 * data]` with codes o (output), r (resize), m (marker) and x (exit). Never input. Output beyond a rate is left out, with a marker where that
 * begins, since a flood would fill the disk and nobody can read it.
 */
export class Cast {
  readonly #utf8 = new StringDecoder('utf8');
  /** The time of the line before, in ms. */
  #last: number;
  #allowance = BURST;
  #allowedAt: number;
  #isLeavingOut = false;

  readonly header: string;

  constructor({ cols, rows, title, at }: CastStart) {
    this.#last = at;
    this.#allowedAt = at;
    const term = { cols, rows, type: 'xterm-256color' };
    this.header = `${JSON.stringify({ version: 3, term, timestamp: Math.floor(at / 1000), title })}\n`;
  }

  /** Whether output of so many bytes will be recorded. */
  takes(length: number, at: number): boolean {
    return length <= Math.max(this.#allowanceAt(at), SMALL);
  }

  /**
   * @param at ms since 1970, as in all of these.
   * @param length of the output; when that will not be recorded, the bytes themselves may be left out.
   */
  output(chunk: Buffer, at: number, length = chunk.length): string {
    const isTooMuch = !this.takes(length, at);
    this.#allowance = this.#allowanceAt(at);
    this.#allowedAt = at;
    // Output that is left out counts too, so that a flood is left out to its end.
    this.#allowance = Math.max(-BURST, this.#allowance - length);
    if (isTooMuch) {
      // The rest of a cut letter would spoil the output that follows.
      this.#utf8.end();
      if (this.#isLeavingOut) return '';
      this.#isLeavingOut = true;
      return this.marker('from here on output is left out', at);
    }
    this.#isLeavingOut = false;
    const text = this.#utf8.write(chunk);
    return text === '' ? '' : this.#line('o', text, at);
  }

  resize(cols: number, rows: number, at: number): string {
    return this.#line('r', `${cols}x${rows}`, at);
  }

  marker(label: string, at: number): string {
    return this.#line('m', label, at);
  }

  exit(code: number, at: number): string {
    return this.#line('x', String(code), at);
  }

  #allowanceAt(at: number): number {
    return Math.min(BURST, this.#allowance + ((at - this.#allowedAt) / 1000) * RATE);
  }

  #line(code: 'o' | 'r' | 'm' | 'x', data: string, at: number): string {
    // In whole ms, so that rounding errors do not add up over the lines.
    const since = Math.max(0, Math.round(at) - Math.round(this.#last));
    this.#last = Math.max(this.#last, at);
    return `${JSON.stringify([since / 1000, code, data])}\n`;
  }
}
