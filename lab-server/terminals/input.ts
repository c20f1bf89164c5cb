import { writeSync } from 'node:fs';

/** Most bytes of input that may wait for a program that does not read. */
const MOST_WAITING = 1024 * 1024;
const FIRST_ROOM = 4096;
const FIRST_RETRY = 5;
const LAST_RETRY = 100;

/**
 * Writes a learner's input to a pty's file descriptor, at once while the kernel takes it.
 *
 * node-pty's own write goes through the thread pool, queues without bound, and tries again in a busy loop for as long as the program in the
 * terminal does not read; a large paste into `sleep` would take a processor core. Waiting input is kept as bytes and not as the frames it came
 * in, since a million frames of one byte would cost a hundred times as much.
 */
export class PtyInput {
  readonly #fd: number;
  readonly #isOpen: () => boolean;
  /** The waiting bytes are those from `#start` to `#end`. */
  #room = Buffer.alloc(0);
  #start = 0;
  #end = 0;
  #retry = FIRST_RETRY;
  #timer: NodeJS.Timeout | undefined;

  /** `isOpen` must turn false before the descriptor is closed, since its number may then be another file's. */
  constructor(fd: number, isOpen: () => boolean) {
    this.#fd = fd;
    this.#isOpen = isOpen;
  }

  /** False when more than 1 MiB would wait: the bytes were not taken. */
  write(bytes: Uint8Array): boolean {
    if (this.#end - this.#start + bytes.length > MOST_WAITING) return false;
    this.#append(bytes);
    if (!this.#timer) this.#drain();
    return true;
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#room = Buffer.alloc(0);
    this.#rest();
  }

  /** Nothing waits. The room that a large paste needed is not kept for keystrokes. */
  #rest(): void {
    if (this.#room.length > FIRST_ROOM) this.#room = Buffer.alloc(0);
    this.#start = this.#end = 0;
    this.#retry = FIRST_RETRY;
  }

  #append(bytes: Uint8Array): void {
    const needed = this.#end - this.#start + bytes.length;
    if (this.#end + bytes.length > this.#room.length) {
      // Twice what is needed, so that bytes that come one by one are not copied each time.
      const room =
        needed * 2 > this.#room.length ? Buffer.alloc(Math.max(FIRST_ROOM, needed * 2)) : this.#room;
      this.#room.copy(room, 0, this.#start, this.#end);
      this.#room = room;
      this.#start = 0;
      this.#end = needed - bytes.length;
    }
    this.#room.set(bytes, this.#end);
    this.#end += bytes.length;
  }

  #drain(): void {
    this.#timer = undefined;
    // Then the waiting input is dropped, and nothing is written.
    if (!this.#isOpen()) this.close();
    if (this.#start === this.#end) return;
    const written = this.#write(this.#room.subarray(this.#start, this.#end));
    this.#start += written;
    if (this.#start === this.#end) {
      this.#rest();
      return;
    }
    this.#retry = written > 0 ? FIRST_RETRY : Math.min(this.#retry * 2, LAST_RETRY);
    this.#timer = setTimeout(() => this.#drain(), this.#retry);
  }

  /** Returns how many bytes the kernel took; all of them when the other side is gone for good. */
  #write(bytes: Uint8Array): number {
    try {
      return writeSync(this.#fd, bytes);
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === 'EAGAIN' ? 0 : bytes.length;
    }
  }
}
