import { writeSync } from 'node:fs';

/** Most bytes of input that wait for a program that does not read. */
const MOST_WAITING = 1024 * 1024;
const FIRST_RETRY = 5;
const LAST_RETRY = 100;

/**
 * Writes a learner's input to a pty's file descriptor, at once while the kernel takes it.
 *
 * node-pty's own write goes through the thread pool, queues without bound, and tries again in a busy loop for as long as
 * the program in the terminal does not read; a large paste into `sleep` would take a processor core.
 */
export class PtyInput {
  readonly #fd: number;
  readonly #isOpen: () => boolean;
  #waiting: Uint8Array[] = [];
  #bytes = 0;
  #retry = FIRST_RETRY;
  #timer: NodeJS.Timeout | undefined;

  /** `isOpen` must turn false before the descriptor is closed, since its number may then be another file's. */
  constructor(fd: number, isOpen: () => boolean) {
    this.#fd = fd;
    this.#isOpen = isOpen;
  }

  /** False when more than 1 MiB waits already: the bytes were not taken. */
  write(bytes: Uint8Array): boolean {
    if (this.#bytes + bytes.length > MOST_WAITING) return false;
    this.#waiting.push(bytes);
    this.#bytes += bytes.length;
    if (!this.#timer) this.#drain();
    return true;
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#waiting = [];
    this.#bytes = 0;
  }

  #drain(): void {
    this.#timer = undefined;
    if (!this.#isOpen()) this.close();
    for (let first = this.#waiting[0]; first; first = this.#waiting[0]) {
      const written = this.#write(first);
      this.#bytes -= written;
      if (written === first.length) {
        this.#waiting.shift();
        this.#retry = FIRST_RETRY;
        continue;
      }
      this.#waiting[0] = first.subarray(written);
      this.#timer = setTimeout(() => this.#drain(), this.#retry);
      this.#retry = Math.min(this.#retry * 2, LAST_RETRY);
      return;
    }
  }

  /** How many bytes the kernel took; all of them when the other side is gone for good. */
  #write(bytes: Uint8Array): number {
    try {
      return writeSync(this.#fd, bytes);
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === 'EAGAIN' ? 0 : bytes.length;
    }
  }
}
