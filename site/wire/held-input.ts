import { LARGEST_INPUT_FRAME } from '../../protocol/terminal.ts';

/** Most bytes of typing that are kept while the connection is down. */
export const MOST_HELD = 64 * 1024;

/** Input typed while there is no connection, in order. Input that no longer fits is refused as a whole. */
export class HeldInput {
  #parts: Uint8Array[] = [];
  #bytes = 0;

  /** Returns false when there is no room for the input. Then none of it is kept. */
  hold(input: Uint8Array): boolean {
    if (this.#bytes + input.length > MOST_HELD) return false;
    this.#parts.push(input);
    this.#bytes += input.length;
    return true;
  }

  /** Returns everything held, and forgets it. */
  take(): Uint8Array[] {
    const parts = this.#parts;
    this.#parts = [];
    this.#bytes = 0;
    return parts;
  }
}

/** Cuts input into frames no longer than the server takes. */
export function framesOf(input: Uint8Array): Uint8Array[] {
  const frames: Uint8Array[] = [];
  for (let at = 0; at < input.length; at += LARGEST_INPUT_FRAME) {
    frames.push(input.subarray(at, at + LARGEST_INPUT_FRAME));
  }
  return frames;
}
