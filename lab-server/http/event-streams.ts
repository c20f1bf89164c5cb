import type { Response } from 'express';
import type { z } from 'zod';
import type { events } from '../../protocol/events.ts';
import { HttpProblem } from './problem.ts';

export const MOST_STREAMS = 8;
/** Pause in ms between the comments that keep a quiet connection alive, and find out when it is dead. */
const HEARTBEAT = 15_000;
/** How soon in ms a browser comes back after the connection broke. */
const RETRY = 2000;
/** Bytes that may wait for a page that does not read; it comes back and gets the present state. */
const MOST_WAITING = 256 * 1024;

/** Names of events, and the shapes of their data. */
type Shapes = Record<string, z.ZodType>;
type Event<E extends Shapes> = { [N in keyof E & string]: [name: N, data: z.infer<E[N]>] }[keyof E & string];

/** The server-sent event streams of all learners. */
export class EventStreams<E extends Shapes = typeof events> {
  readonly #streams = new Map<string, Set<Response>>();
  readonly #heartbeat: NodeJS.Timeout;

  constructor(heartbeatMs = HEARTBEAT) {
    this.#heartbeat = setInterval(() => {
      for (const streams of this.#streams.values()) for (const stream of streams) write(stream, ':\n\n');
    }, heartbeatMs).unref();
  }

  /**
   * Turns a response into a stream of this learner's events, beginning with one that it is given.
   * @throws HttpProblem 429
   */
  open(learner: string, stream: Response, ...first: Event<E> | []): void {
    const streams = this.#streams.get(learner) ?? new Set();
    if (streams.size >= MOST_STREAMS) {
      const detail = `You have ${MOST_STREAMS} pages that follow events, the most there may be; close one.`;
      throw new HttpProblem('too-many-requests', detail, { headers: { 'Retry-After': '10' } });
    }
    this.#streams.set(learner, streams.add(stream));
    stream.on('close', () => {
      streams.delete(stream);
      if (streams.size === 0 && this.#streams.get(learner) === streams) this.#streams.delete(learner);
    });
    stream.set({ 'Cache-Control': 'no-cache, no-transform', 'X-Accel-Buffering': 'no' });
    stream.type('text/event-stream');
    write(stream, `retry: ${RETRY}\n\n`);
    const [name, data] = first;
    if (name !== undefined) write(stream, event(name, data));
  }

  /** Whether a page of the learner's follows. */
  isOpen(learner: string): boolean {
    return this.#streams.has(learner);
  }

  publish(learner: string, ...[name, data]: Event<E>): void {
    for (const stream of this.#streams.get(learner) ?? []) write(stream, event(name, data));
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
  stream.write(text);
  if (stream.writableLength > MOST_WAITING) stream.destroy();
}
