/** What to do with the bytes that follow a `start`. */
export interface Piece {
  bytes: Uint8Array;
  /** Output made before this connection: what it asks of the terminal was answered long ago. */
  history: boolean;
}

/** A client's place in a terminal's output, as protocol/terminal.ts defines it. */
export class OutputPlace {
  #place = 0;
  #live = 0;

  /** Output bytes had so far: where to go on from after a drop. */
  get place(): number {
    return this.#place;
  }

  /** A `start` frame. True when its offset is not the client's own place, so that the screen must be cleared. */
  start(offset: number, live: number): boolean {
    const elsewhere = offset !== this.#place;
    this.#place = offset;
    this.#live = live;
    return elsewhere;
  }

  /** Counts a binary frame and cuts it where history ends. */
  take(bytes: Uint8Array): Piece[] {
    const old = Math.max(0, Math.min(bytes.length, this.#live - this.#place));
    this.#place += bytes.length;
    return [
      { bytes: bytes.subarray(0, old), history: true },
      { bytes: bytes.subarray(old), history: false },
    ].filter((piece) => piece.bytes.length > 0);
  }
}
