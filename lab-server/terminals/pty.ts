import { closeSync, readSync } from 'node:fs';
import { createRequire } from 'node:module';
import { ReadStream } from 'node:tty';
import { PtyInput } from './input.ts';

/** What node-pty does in C, without the process that its own API starts with every pty: here another process starts it. */
interface NodePty {
  open(cols: number, rows: number): { master: number; slave: number; pty: string };
  resize(fd: number, cols: number, rows: number): void;
}
const { module: native } = createRequire(import.meta.url)('node-pty/lib/utils.js').loadNativeModule(
  'pty',
) as { module: NodePty };

/** Bytes of a read that took all that a pty's buffer holds (N_TTY_BUF_SIZE of Linux, less one). */
const FULL = 4095;
const LARGEST_READ = 8 * 1024;
/** For all ptys, since it is used up before the next read. */
const TOGETHER = Buffer.allocUnsafeSlow(64 * 1024);

export interface PtyListener {
  /** The bytes are others once it returns. */
  output(chunk: Buffer): void;
  /** After the last output: no program has the pty open any more. */
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
    this.#stream = new ReadStream(master);
    this.#stream.on('data', (chunk: Buffer) =>
      listener.output(chunk.length < FULL ? chunk : this.#more(chunk)),
    );
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

  /** Closes the near end, now that a program has it: nobody would be told of its end otherwise. */
  handOver(): void {
    if (this.#nearIsOpen) closeSync(this.#near);
    this.#nearIsOpen = false;
  }

  /**
   * In a flood the kernel hands over 4 KiB at a time, and stops taking output from the program while nobody asks for more: so all that
   * is there is read before anything is done with the first.
   */
  #more(first: Buffer): Buffer {
    let length = first.copy(TOGETHER);
    try {
      while (length + LARGEST_READ <= TOGETHER.length) {
        const count = readSync(this.#fd, TOGETHER, length, LARGEST_READ, null);
        length += count;
        if (count < FULL) break;
      }
    } catch {
      // Nothing more just now (EAGAIN), or at all, which the stream is told too.
    }
    return TOGETHER.subarray(0, length);
  }

  /** False when too much input waits for a program that does not read. */
  write(bytes: Uint8Array): boolean {
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
