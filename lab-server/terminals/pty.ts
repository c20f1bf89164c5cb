import { closeSync, readSync } from 'node:fs';
import { createRequire } from 'node:module';
import { ReadStream } from 'node:tty';
import { PtyInput } from './input.ts';

/** The part of node-pty that is written in C. Its own API starts a process with every pty; here another process starts the shell. */
interface NodePty {
  open(cols: number, rows: number): { master: number; slave: number; pty: string };
  resize(fd: number, cols: number, rows: number): void;
}
const { module: native } = createRequire(import.meta.url)('node-pty/lib/utils.js').loadNativeModule(
  'pty',
) as { module: NodePty };

/** Bytes of a read that emptied a full pty buffer (N_TTY_BUF_SIZE of Linux, less one). */
const FULL = 4095;
const LARGEST_READ = 8 * 1024;
/** All ptys share this buffer, since its bytes are used before the next read. */
const TOGETHER = Buffer.allocUnsafeSlow(64 * 1024);
/** ms for which output is read in small pieces after a keystroke in any terminal, since the next one would wait while a large one is handled. */
const TYPING = 100;
let typedAt = Number.NEGATIVE_INFINITY;

export interface PtyListener {
  /** The bytes are overwritten once it returns. */
  output(chunk: Buffer): void;
  /** Called after the last output: no program has the pty open any more. */
  hungUp(): void;
}

/** The far end of one pseudoterminal: raw bytes both ways, with back-pressure. */
export class Pty {
  /** N of /dev/pts/N. */
  readonly number: number;
  readonly #fd: number;
  readonly #near: number;
  readonly #stream: ReadStream;
  readonly #input: PtyInput;
  #isPaused = false;
  #isOpen = true;
  #nearIsOpen = true;

  constructor(cols: number, rows: number, listener: PtyListener) {
    const { master, slave, pty } = native.open(cols, rows);
    this.number = Number(pty.split('/').at(-1));
    this.#fd = master;
    this.#near = slave;
    this.#input = new PtyInput(master, () => this.#isOpen);
    const callback = (length: number) => {
      const isAll = length < FULL || performance.now() - typedAt < TYPING;
      listener.output(TOGETHER.subarray(0, isAll ? length : this.#more(length)));
      return true;
    };
    this.#stream = new ReadStream(master, { onread: { buffer: TOGETHER, callback } });
    this.#stream.resume();
    // EIO is how the kernel says that the last program has closed it.
    this.#stream.on('error', () => this.#stream.destroy());
    this.#stream.on('end', () => this.#stream.destroy());
    this.#stream.on('close', () => {
      this.#isOpen = false;
      this.#input.close();
      this.handOver();
      listener.hungUp();
    });
  }

  get isPaused(): boolean {
    return this.#isPaused;
  }

  /** Closes the near end, now that a program has it. Otherwise nobody would be told when the program ends. */
  handOver(): void {
    if (this.#nearIsOpen) closeSync(this.#near);
    this.#nearIsOpen = false;
  }

  /**
   * In a flood the kernel hands over 4 KiB at a time, and stops taking output from the program while nobody asks for more. So everything that
   * is there is read before the first part is handled.
   * @param first bytes that were read already. @returns bytes that were read in all.
   */
  #more(first: number): number {
    let length = first;
    try {
      while (length + LARGEST_READ <= TOGETHER.length) {
        const count = readSync(this.#fd, TOGETHER, length, LARGEST_READ, null);
        length += count;
        if (count < FULL) break;
      }
    } catch {
      // There is nothing more just now (EAGAIN), or nothing more at all, of which the stream is told too.
    }
    return length;
  }

  /** Returns false when too much input waits for a program that does not read. */
  write(bytes: Uint8Array): boolean {
    typedAt = performance.now();
    return this.#input.write(bytes);
  }

  resize(cols: number, rows: number): void {
    if (this.#isOpen) native.resize(this.#fd, cols, rows);
  }

  /** Stops reading, so that the program in the terminal has to wait once the kernel's small buffer is full. */
  pause(): void {
    this.#isPaused = true;
    this.#stream.pause();
  }

  resume(): void {
    if (!this.#isPaused) return;
    this.#isPaused = false;
    this.#stream.resume();
  }

  /** Hangs up, as closing a terminal window does: the kernel sends SIGHUP to the programs in it. */
  close(): void {
    this.#isOpen = false;
    this.#stream.destroy();
  }
}
