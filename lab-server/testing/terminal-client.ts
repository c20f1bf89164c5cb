import { once } from 'node:events';
import { vi } from 'vitest';
import WebSocket, { type ClientOptions } from 'ws';
import { pathOf } from '../../protocol/api/path.ts';
import { deskWindow, window } from '../../protocol/api/terminals.ts';
import { KEY_QUERY } from '../../protocol/browser-key.ts';
import { FromServer } from '../../protocol/terminal.ts';

interface Options extends ClientOptions {
  from?: number;
  /** The browser's key, which a WebSocket says in its query. */
  key?: string;
  /** Acknowledges every frame as it comes. On unless a test wants to be slow. */
  acks?: boolean;
  /** The learner whose terminal an instructor asks for; the client's own when left out. */
  of?: { class: string; learner: string };
  /** The WebSocket of another terminal than the learner's own or one of a member. */
  at?: string;
}

type Start = Extract<FromServer, { type: 'start' }>;

/** One window on a terminal: a WebSocket that keeps everything it was sent. */
export class TerminalClient {
  readonly socket: WebSocket;
  readonly chunks: Buffer[] = [];
  readonly said: FromServer[] = [];
  /** Output bytes that it was sent on this connection. */
  received = 0;
  /** Its place in the output. */
  place = 0;
  /** Called with every frame: bytes, or a `start` that says where they belong. */
  onFrame: (frame: Buffer | Start) => void = () => {};
  readonly #closed: Promise<{ code: number; reason: string }>;

  constructor(
    visitor: { lab: { url: string }; cookie: string; base?: string },
    id: string,
    { from, key, acks = true, of, at, ...options }: Options = {},
  ) {
    const path = of
      ? pathOf(deskWindow, { params: { ...of, id }, query: { from } })
      : pathOf(window, { params: { id }, query: { from } });
    const url = new URL((visitor.base ?? '') + (at ?? path), visitor.lab.url.replace('http', 'ws'));
    if (key !== undefined) url.searchParams.set(KEY_QUERY, key);
    this.socket = new WebSocket(url, {
      ...options,
      headers: { cookie: visitor.cookie, ...options.headers },
    });
    this.socket.on('message', (data: Buffer, isBinary) => {
      if (!isBinary) return this.#hear(FromServer.parse(JSON.parse(data.toString())));
      this.chunks.push(data);
      this.received += data.length;
      this.place += data.length;
      this.onFrame(data);
      if (acks) this.ack(data.length);
    });
    this.socket.on('error', () => {}); // `closed` tells how it ended
    this.#closed = new Promise((resolve) => {
      this.socket.on('close', (code, reason) => resolve({ code, reason: String(reason) }));
    });
  }

  get bytes(): Buffer {
    return Buffer.concat(this.chunks);
  }

  get text(): string {
    return this.bytes.toString();
  }

  get exitCode(): number | undefined {
    return this.said.find((message) => message.type === 'exit')?.code;
  }

  get starts(): Start[] {
    return this.said.filter((message) => message.type === 'start');
  }

  /** Resolves when it was closed, by either side. */
  get closed(): Promise<{ code: number; reason: string }> {
    return this.#closed;
  }

  type(input: string | Uint8Array): void {
    this.socket.send(Buffer.from(input as string), { binary: true });
  }

  say(message: unknown): void {
    this.socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  }

  ack(bytes: number): void {
    if (this.socket.readyState === WebSocket.OPEN) this.say({ type: 'ack', bytes });
  }

  /** Resolves once the server has answered a ping, and so has taken all that was sent before. */
  async roundTrip(): Promise<void> {
    const pong = once(this.socket, 'pong');
    this.socket.ping();
    await pong;
  }

  /** Resolves once the window shows the text. */
  async shows(text: string): Promise<void> {
    await until(
      () => this.text.includes(text),
      () => `${JSON.stringify(text)} in ${JSON.stringify(this.text.slice(-500))}`,
    );
  }

  /** Resolves once the window has its first frame. */
  async started(): Promise<Start> {
    await until(() => this.starts.length > 0);
    return this.starts[0] as Start;
  }

  #hear(message: FromServer): void {
    this.said.push(message);
    if (message.type === 'start') {
      this.place = message.offset;
      this.onFrame(message);
    }
  }
}

/** Waits for a condition, looking often. */
export async function until(
  condition: () => boolean,
  what: () => string = () => condition.toString(),
): Promise<void> {
  await vi.waitFor(
    () => {
      if (!condition()) throw new Error(`Waited in vain for ${what()}`);
    },
    { timeout: 30_000, interval: 5 },
  );
}
