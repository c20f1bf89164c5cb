import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { closeCode, LARGEST_INPUT_FRAME } from '../../protocol/terminal.ts';
import { HttpProblem } from '../http/problem.ts';
import { refuse } from '../http/refuse.ts';
import type { Terminals } from './registry.ts';
import { serveTerminal, type WindowRights } from './socket.ts';

/** Most WebSockets of one learner, every terminal in four windows; and of one instructor. */
export const MOST_SOCKETS = 32;
/** Pause in ms between pings; a client that has not answered one by the next is gone. */
export const PING_EVERY = 30_000;
/** How long in ms clients have to answer the closing of the server. */
const GRACE = 500;

/** How a connection can end before its page closes it. */
export type Drop = 'lost' | 'silent' | 'broken';

/** Which terminal a WebSocket is for, whose it is, and the client's place in the output, in bytes. */
export interface Window {
  learner: string;
  id: string;
  from: number;
  /** The name of the instructor who looks at it, when it is not the learner's own. */
  by?: string | undefined;
}

/** An instructor looks at a terminal. */
export type Onlooker = Required<Pick<Window, 'learner' | 'id'>> & { by: string };

/** The request that asks for a WebSocket. */
export type Upgrade = Pick<IncomingMessage, 'method' | 'url' | 'headers'>;

interface Listener {
  drop(reason: Drop): void;
  /** Something was typed. */
  active(learner: string): void;
  /** All that instructors look at, whenever that changes. */
  onlookers(all: Onlooker[]): void;
}

/** The WebSockets of terminals: watches that they live, and closes them with the terminals' process. */
export class TerminalWindows {
  readonly #server = new WebSocketServer({
    noServer: true,
    maxPayload: LARGEST_INPUT_FRAME,
    // Keystrokes are too short to gain by it, and floods too fast.
    perMessageDeflate: false,
  });
  readonly #windows = new Map<WebSocket, Window>();
  /** Learners whose keystrokes are passed over. */
  #paused = new Set<string>();
  /** Terminals that an instructor may type into. */
  #granted = new Set<string>();
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
      refuse(socket, new HttpProblem('malformed-request', `It is no proper WebSocket: ${error.message}.`));
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
      window.by === undefined ? by === undefined && learner === window.learner : by === window.by,
    );
    if (same.length >= MOST_SOCKETS) {
      const detail = `You have ${MOST_SOCKETS} windows on terminals, the most there may be; close one.`;
      refuse(socket, new HttpProblem('too-many-requests', detail, { headers: { 'Retry-After': '10' } }));
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

  /** Holds the keystrokes of these learners back, and of no others. */
  pause(learners: readonly string[]): void {
    this.#paused = new Set(learners);
  }

  /** Lets instructors type into these terminals, and no others. */
  grant(terminals: readonly string[]): void {
    this.#granted = new Set(terminals);
    // A web server that has begun anew says this first, and hears so who looks.
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
    // Frames that are none. Without a listener they would end the process; ws tells the client itself, by a close frame.
    client.on('error', () => {});
    client.on('pong', () => this.#silent.delete(client));
    const terminal = this.#terminals.find(learner, id);
    // As a close code, since a page cannot see the status of a refused WebSocket.
    if (!terminal) client.close(closeCode.gone, 'There is no such terminal any more.');
    else serveTerminal(client, terminal, from, this.#rights(window));
  }

  #rights({ learner, id, by }: Window): WindowRights {
    if (by !== undefined) return { mayType: () => this.#granted.has(id), sizes: false };
    const onInput = () => this.#listener.active(learner);
    return { mayType: () => !this.#paused.has(learner), sizes: true, onInput };
  }

  #tellOnlookers(): void {
    const all = [...this.#windows.values()].flatMap(({ learner, id, by }) =>
      by === undefined ? [] : { learner, id, by },
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
