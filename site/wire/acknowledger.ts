/** The server stops at 256 KiB unacknowledged, and expects an acknowledgement at least every 64 KiB. */
const EVERY = 32 * 1024;

/**
 * Counts the output of one connection that the screen has taken, and says when an acknowledgement is due. Each connection has its own counter,
 * since output of an old connection does not concern the new one.
 */
export class Acknowledger {
  readonly #tell: (bytes: number) => void;
  #taken = 0;

  constructor(tell: (bytes: number) => void) {
    this.#tell = tell;
  }

  took(bytes: number): void {
    this.#taken += bytes;
    if (this.#taken < EVERY) return;
    this.#tell(this.#taken);
    this.#taken = 0;
  }
}
