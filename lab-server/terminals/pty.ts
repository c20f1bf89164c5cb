import { closeSync } from 'node:fs';
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

export interface PtyListener {
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
    this.#stream.on('data', (chunk) => listener.output(chunk as Buffer));
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
