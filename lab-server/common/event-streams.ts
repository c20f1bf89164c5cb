import type { Response } from 'express';
import type { z } from 'zod';
import type { events } from '../../protocol/events.ts';
import { Refused } from './refused.ts';

export const MOST_STREAMS = 8;
/** Pause in ms between the comments that keep a quiet connection alive and find a dead one. */
const HEARTBEAT = 15_000;
/** How soon in ms a browser comes back after the connection broke. */
const RETRY = 2000;
/** Bytes that may wait for a page that does not read. Past that it is cut off, comes back and gets the present state. */
const MOST_WAITING = 256 * 1024;

/** Names of events, and the shapes of their data. */
type Shapes = Record<string, z.ZodType>;
interface Options {
  heartbeatMs?: number;
  /** Most streams of one key. */
  most?: number;
  onChange?: (key: string) => void;
}
type Event<E extends Shapes> = { [N in keyof E & string]: [name: N, data: z.infer<E[N]>] }[keyof E & string];

/** Server-sent event streams, each of a key: a learner, or a class. */
export class EventStreams<E extends Shapes = typeof events> {
  readonly #streams = new Map<string, Set<Response>>();
  readonly #heartbeat: NodeJS.Timeout;

  readonly #most: number;
  readonly #onChange: (key: string) => void;

  /** @param onChange called when the first stream of a key was opened, and when the last was closed. */
  constructor({ heartbeatMs = HEARTBEAT, most = MOST_STREAMS, onChange = () => {} }: Options = {}) {
    this.#most = most;
    this.#onChange = onChange;
    this.#heartbeat = setInterval(() => {
      for (const streams of this.#streams.values()) for (const stream of streams) write(stream, ':\n\n');
    }, heartbeatMs).unref();
  }

  /**
   * Turns a response into a stream of this key's events. The stream begins with the event that is given here.
   * @throws Refused
   */
  open(key: string, stream: Response, ...first: Event<E> | []): void {
    // The one who asked has left, or has lost the right.
    if (stream.destroyed) return;
    const streams = this.#streams.get(key) ?? new Set();
    if (streams.size >= this.#most) {
      const detail = `You have ${this.#most} pages that follow events, the most there may be; close one.`;
      throw new Refused('too-many-requests', detail, { retryAfter: 10 });
    }
    this.#streams.set(key, streams.add(stream));
    stream.on('close', () => {
      streams.delete(stream);
      if (streams.size > 0 || this.#streams.get(key) !== streams) return;
      this.#streams.delete(key);
      this.#onChange(key);
    });
    if (streams.size === 1) this.#onChange(key);
    stream.set({ 'Cache-Control': 'no-cache, no-transform', 'X-Accel-Buffering': 'no' });
    stream.type('text/event-stream');
    write(stream, `retry: ${RETRY}\n\n`);
    const [name, data] = first;
    if (name !== undefined) write(stream, event(name, data));
  }

  /** Whether a page follows this key. */
  isOpen(key: string): boolean {
    return this.#streams.has(key);
  }

  /** The keys that pages follow. */
  keys(): string[] {
    return [...this.#streams.keys()];
  }

  /** Ends a key's streams; pages come back, unless they are refused. */
  end(key: string): void {
    for (const stream of this.#streams.get(key) ?? []) stream.end();
  }

  publish(key: string, ...[name, data]: Event<E>): void {
    for (const stream of this.#streams.get(key) ?? []) write(stream, event(name, data));
  }

  close(): void {
    clearInterval(this.#heartbeat);
    for (const streams of this.#streams.values()) for (const stream of streams) stream.end();
  }
}

function event(name: string, data: unknown): string {
  // JSON has no line breaks of its own, so one data line holds it.
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}

function write(stream: Response, text: string): void {
  // The stream has ended, and its connection has not closed yet.
  if (stream.writableEnded) return;
  stream.write(text);
  if (stream.writableLength > MOST_WAITING) stream.destroy();
}
