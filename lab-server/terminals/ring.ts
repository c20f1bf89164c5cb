const FIRST_SIZE = 64 * 1024;

/**
 * The last `capacity` bytes of a stream, addressed by the count of bytes that came before them.
 *
 * The buffer starts small and doubles, so that a quiet terminal costs 64 KiB and not the whole capacity.
 */
export class OutputRing {
  readonly capacity: number;
  #buffer: Buffer;
  #end = 0;

  constructor(capacity = 1024 * 1024) {
    this.capacity = capacity;
    this.#buffer = Buffer.allocUnsafeSlow(Math.min(FIRST_SIZE, capacity));
  }

  /** Offset of the oldest byte still held. */
  get start(): number {
    return Math.max(0, this.#end - this.#buffer.length);
  }

  /** Offset after the newest byte: how many bytes were ever appended. */
  get end(): number {
    return this.#end;
  }

  append(chunk: Uint8Array): void {
    this.#grow(chunk.length);
    const size = this.#buffer.length;
    // Of a chunk larger than the ring only the tail survives, but every byte counts.
    const kept = chunk.length > size ? chunk.subarray(chunk.length - size) : chunk;
    this.#end += chunk.length;
    const at = (this.#end - kept.length) % size;
    const untilWrap = Math.min(kept.length, size - at);
    this.#buffer.set(kept.subarray(0, untilWrap), at);
    if (untilWrap < kept.length) this.#buffer.set(kept.subarray(untilWrap), 0);
  }

  /**
   * At most `max` bytes from offset `from`. They are a copy, because a socket may hold them after the ring has moved on.
   * @throws RangeError when `from` is not within [start, end].
   */
  read(from: number, max: number): Buffer {
    if (from < this.start || from > this.#end) {
      throw new RangeError(`offset ${from} is not within ${this.start}..${this.#end}`);
    }
    const length = Math.min(max, this.#end - from);
    const at = from % this.#buffer.length;
    const untilWrap = Math.min(length, this.#buffer.length - at);
    const out = Buffer.allocUnsafe(length);
    this.#buffer.copy(out, 0, at, at + untilWrap);
    if (untilWrap < length) this.#buffer.copy(out, untilWrap, 0, length - untilWrap);
    return out;
  }

  /** Makes room for `more` bytes while nothing has been overwritten yet, which is when the layout is still straight. */
  #grow(more: number): void {
    const wanted = this.#end + more;
    if (wanted <= this.#buffer.length || this.#buffer.length === this.capacity) return;
    let size = this.#buffer.length;
    while (size < wanted && size < this.capacity) size = Math.min(size * 2, this.capacity);
    const grown = Buffer.allocUnsafeSlow(size);
    this.#buffer.copy(grown, 0, 0, this.#end);
    this.#buffer = grown;
  }
}
