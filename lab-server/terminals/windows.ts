import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { closeCode, LARGEST_INPUT_FRAME } from '../../protocol/terminal.ts';
import { Refused } from '../common/refused.ts';
import type { Upgrade, Window } from './hand-over.ts';
import { HeldInput } from './held-input.ts';
import type { Drop, Grant, Onlooker } from './methods.ts';
import type { Terminals } from './registry.ts';
import { serveTerminal, type WindowRights } from './socket.ts';

/** Most WebSockets of one learner, which is every terminal in four windows, and most of one instructor. */
export const MOST_SOCKETS = 32;
/** Pause in ms between pings. A client that has not answered one by the next is gone. */
export const PING_EVERY = 30_000;
/** How long in ms clients have to answer the closing of the server. */
const GRACE = 500;

interface Listener {
  drop(reason: Drop): void;
  /** Something was typed. */
  active(learner: string): void;
  /** Answers on a connection that is no window, and hangs up. */
  refuse(socket: Duplex, why: Refused): void;
  /** Called with everything that instructors look at, whenever that changes. */
  onlookers(all: Onlooker[]): void;
}

/** The WebSockets of terminals. Watches that they are alive, and closes them with the terminals' process. */
export class TerminalWindows {
  readonly #server = new WebSocketServer({
    noServer: true,
    maxPayload: LARGEST_INPUT_FRAME,
    // Keystrokes are too short to gain by compression, and floods too fast.
    perMessageDeflate: false,
  });
  readonly #windows = new Map<WebSocket, Window>();
  /** Learners whose keystrokes are held. */
  #paused = new Set<string>();
  readonly #held = new HeldInput();
  #granted: readonly Grant[] = [];
  readonly #silent = new WeakSet<WebSocket>();
  readonly #timedOut = new WeakSet<WebSocket>();
  readonly #terminals: Terminals;
  readonly #listener: Listener;
  readonly #ping: NodeJS.Timeout;

  constructor(terminals: Terminals, listener: Listener) {
    this.#terminals = terminals;
    this.#listener = listener;
    this.#ping = setInterval(() => this.#pingAll(), PING_EVERY).unref();
    this.#server.on('wsClientError', (error, socket) => {
      listener.refuse(
        socket,
        new Refused('malformed-request', `It is no proper WebSocket: ${error.message}.`),
      );
    });
  }

  /** Windows that are connected. */
  get count(): number {
    return this.#windows.size;
  }

  /** Takes over a connection whose request was let in. */
  show(window: Window, upgrade: Upgrade, socket: Duplex, head: Buffer): void {
    // A client that resets the connection meanwhile is no error of ours.
    socket.on('error', () => socket.destroy());
    const same = [...this.#windows.values()].filter(({ learner, by }) =>
      window.by === undefined ? by === undefined && learner === window.learner : by?.id === window.by.id,
    );
    if (same.length >= MOST_SOCKETS) {
      const detail = `You have ${MOST_SOCKETS} windows on terminals, the most there may be; close one.`;
      this.#listener.refuse(socket, new Refused('too-many-requests', detail, { retryAfter: 10 }));
      return;
    }
    this.#server.handleUpgrade(upgrade as IncomingMessage, socket, head, (client) =>
      this.#serve(client, window),
    );
  }

  /** Closes every socket with 1012 ("service restart"), upon which clients come back. */
  async close(): Promise<void> {
    clearInterval(this.#ping);
    const closed = [...this.#windows.keys()].map((client) => {
      const left = new Promise((resolve) => client.once('close', resolve));
      client.close(1012, 'The lab server is stopping.');
      return left;
    });
    const timer = setTimeout(() => {
      for (const client of this.#windows.keys()) client.terminate();
    }, GRACE);
    await Promise.all(closed);
    clearTimeout(timer);
  }

  /** Holds back the keystrokes of these learners, and of no others. */
  pause(learners: readonly string[]): void {
    this.#paused = new Set(learners);
    this.#held.release(this.#paused);
  }

  /** The rights by which windows were let in, each once. */
  get rights(): string[] {
    return [...new Set([...this.#windows.values()].map(({ right }) => right))];
  }

  /** Closes windows that were let in by one of these. */
  revoke(rights: readonly string[]): void {
    for (const [client, { right }] of this.#windows) {
      if (!rights.includes(right)) continue;
      // This takes effect at once, also for a client that doesn't answer: nothing more that it sends is read.
      this.#windows.delete(client);
      client.close(closeCode.revoked, 'You may not see this terminal any more.');
      setTimeout(() => client.terminate(), GRACE).unref();
    }
    this.#tellOnlookers();
  }

  /** Lets these instructors type into these terminals, and nobody else. */
  grant(grants: readonly Grant[]): void {
    this.#granted = grants;
    // A web server that has started anew sends this first, and so learns who looks.
    this.#tellOnlookers();
  }

  #serve(client: WebSocket, window: Window): void {
    const { learner, id, from, by } = window;
    this.#windows.set(client, window);
    if (by !== undefined) this.#tellOnlookers();
    client.on('close', (code) => {
      this.#windows.delete(client);
      if (by !== undefined) this.#tellOnlookers();
      const reason = this.#timedOut.has(client) ? 'silent' : dropOf(code);
      if (reason) this.#listener.drop(reason);
    });
    // For invalid frames, which would end the process without a listener. ws itself tells the client by a close frame.
    client.on('error', () => {});
    client.on('pong', () => this.#silent.delete(client));
    const terminal = this.#terminals.find(learner, id);
    // The refusal is a close code, since a page cannot see the status of a refused WebSocket.
    if (!terminal) client.close(closeCode.gone, 'There is no such terminal any more.');
    else serveTerminal(client, terminal, from, this.#rights(window));
  }

  #rights({ learner, id, by }: Window): WindowRights {
    if (by !== undefined) {
      const mayType = () =>
        this.#granted.some(({ terminal, instructor }) => terminal === id && instructor === by.id);
      return { mayType, sizes: false };
    }
    const onInput = () => this.#listener.active(learner);
    return {
      mayType: () => !this.#paused.has(learner),
      hold: (bytes, type) => this.#held.hold({ learner, terminal: id }, bytes, type),
      sizes: true,
      onInput,
    };
  }

  #tellOnlookers(): void {
    const all = [...this.#windows.values()].flatMap(({ learner, id, by }) =>
      by === undefined ? [] : { learner, id, by: by.name, instructor: by.id },
    );
    this.#listener.onlookers(all);
  }

  #pingAll(): void {
    for (const client of this.#windows.keys()) {
      if (this.#silent.has(client)) {
        this.#timedOut.add(client);
        client.terminate();
      }
      this.#silent.add(client);
      client.ping();
    }
  }
}

/** Code 1006 (RFC 6455, 7.1.5) stands for a connection that ended without either side closing it. */
function dropOf(code: number): Drop | undefined {
  if (code === 1006) return 'lost';
  return code === closeCode.broken ? 'broken' : undefined;
}
