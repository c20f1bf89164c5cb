import { closeSync, openSync, writeSync } from 'node:fs';
import { Cast, type CastStart } from './cast.ts';

/** Most bytes of one recording's file. */
const MOST_BYTES = 8 * 1024 * 1024;
/** ms of output that go into one line, and most bytes of it: keystrokes wait while a line is written. */
const TOGETHER = 40;
const LONGEST_LINE = 64 * 1024;
/** ms after which recorded output is on disk. */
const SAVE_AFTER = 1000;

/**
 * The recording of one terminal. Its file is a whole recording at any time. When the disk is full or the file has its largest size, the
 * recording ends and the terminal goes on.
 */
export class Recording {
  readonly #cast: Cast;
  readonly #most: number;
  #fd: number | undefined;
  #size = 0;
  #pending: Buffer[] = [];
  #pendingBytes = 0;
  #pendingAt = 0;
  #lines = '';
  #together: NodeJS.Timeout | undefined;
  #save: NodeJS.Timeout | undefined;

  /** @throws Error when the file can't be made. */
  constructor(file: string, start: CastStart, most = MOST_BYTES) {
    this.#most = most;
    this.#cast = new Cast(start);
    this.#fd = openSync(file, 'wx', 0o600);
    this.#write(this.#cast.header);
    this.#flush();
  }

  output(chunk: Buffer): void {
    if (this.#fd === undefined) return;
    if (this.#pendingBytes === 0) this.#pendingAt = Date.now();
    this.#pendingBytes += chunk.length;
    if (this.#cast.takes(this.#pendingBytes, this.#pendingAt)) {
      // The bytes are copied, since the terminal reads the next output to the same place.
      this.#pending.push(Buffer.from(chunk));
      if (this.#pendingBytes >= LONGEST_LINE) this.#take();
    } else this.#pending = [];
    this.#together ??= setTimeout(() => this.#take(), TOGETHER);
  }

  resize(cols: number, rows: number): void {
    this.#take();
    this.#write(this.#cast.resize(cols, rows, Date.now()));
  }

  addMarker(label: string): void {
    this.#take();
    this.#write(this.#cast.marker(label, Date.now()));
  }

  end(code: number): void {
    this.#take();
    this.#write(this.#cast.exit(code, Date.now()));
    this.#close();
  }

  #take(): void {
    clearTimeout(this.#together);
    this.#together = undefined;
    if (this.#pendingBytes === 0) return;
    const lines = this.#cast.output(Buffer.concat(this.#pending), this.#pendingAt, this.#pendingBytes);
    this.#pending = [];
    this.#pendingBytes = 0;
    this.#write(lines);
  }

  #write(lines: string): void {
    if (this.#fd === undefined || lines === '') return;
    const bytes = Buffer.byteLength(lines);
    if (this.#size + bytes > this.#most) {
      this.#lines += this.#cast.marker('the recording is full', Date.now());
      this.#close();
      return;
    }
    this.#size += bytes;
    this.#lines += lines;
    this.#save ??= setTimeout(() => this.#flush(), SAVE_AFTER);
  }

  #flush(): void {
    clearTimeout(this.#save);
    this.#save = undefined;
    if (this.#fd === undefined || this.#lines === '') return;
    const lines = this.#lines;
    this.#lines = '';
    try {
      writeSync(this.#fd, lines);
    } catch {
      // The disk is full. The file can be played up to its last whole line.
      this.#close();
    }
  }

  #close(): void {
    this.#flush();
    clearTimeout(this.#together);
    if (this.#fd !== undefined) closeSync(this.#fd);
    this.#fd = undefined;
    this.#pending = [];
  }
}
