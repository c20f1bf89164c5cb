/** Says what to do with the bytes that follow a `start`. */
export interface Piece {
  bytes: Uint8Array;
  /** Output from before this connection. Its questions to the terminal were answered long ago. */
  history: boolean;
}

/** A client's place in a terminal's output, as protocol/terminal.ts defines it. */
export class OutputPlace {
  #place = 0;
  #live = 0;

  /** The number of output bytes so far, which is the place to go on from after a drop. */
  get place(): number {
    return this.#place;
  }

  /** Takes a `start` frame. Returns true when its offset is not the client's own place, so that the screen must be cleared. */
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
