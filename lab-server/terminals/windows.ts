import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { closeCode, LARGEST_INPUT_FRAME } from '../../protocol/terminal.ts';
import { HttpProblem } from '../http/problem.ts';
import { refuse } from '../http/refuse.ts';
import type { Terminals } from './registry.ts';
import { serveTerminal } from './socket.ts';

/** Most WebSockets of one learner: every terminal in four windows. */
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
}

/** The request that asks for a WebSocket. */
export type Upgrade = Pick<IncomingMessage, 'method' | 'url' | 'headers'>;

interface Listener {
  drop(reason: Drop): void;
  /** Something was typed. */
  active(learner: string): void;
}

/** The WebSockets of terminals: watches that they live, and closes them with the terminals' process. */
export class TerminalWindows {
  readonly #server = new WebSocketServer({
    noServer: true,
    maxPayload: LARGEST_INPUT_FRAME,
    // Keystrokes are too short to gain by it, and floods too fast.
    perMessageDeflate: false,
  });
  readonly #learners = new Map<WebSocket, string>();
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
    return this.#learners.size;
  }

  /** Takes over a connection whose request was let in. */
  show(window: Window, upgrade: Upgrade, socket: Duplex, head: Buffer): void {
    // A client that resets the connection meanwhile is no error of ours.
    socket.on('error', () => socket.destroy());
    if ([...this.#learners.values()].filter((other) => other === window.learner).length >= MOST_SOCKETS) {
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
    const closed = [...this.#learners.keys()].map((client) => {
      const left = new Promise((resolve) => client.once('close', resolve));
      client.close(1012, 'The lab server is stopping.');
      return left;
    });
    const timer = setTimeout(() => {
      for (const client of this.#learners.keys()) client.terminate();
    }, GRACE);
    await Promise.all(closed);
    clearTimeout(timer);
  }

  #serve(client: WebSocket, { learner, id, from }: Window): void {
    this.#learners.set(client, learner);
    client.on('close', (code) => {
      this.#learners.delete(client);
      const reason = this.#timedOut.has(client) ? 'silent' : dropOf(code);
      if (reason) this.#listener.drop(reason);
    });
    // Frames that are none. Without a listener they would end the process; ws tells the client itself, by a close frame.
    client.on('error', () => {});
    client.on('pong', () => this.#silent.delete(client));
    const terminal = this.#terminals.find(learner, id);
    // As a close code, since a page cannot see the status of a refused WebSocket.
    if (!terminal) client.close(closeCode.gone, 'There is no such terminal any more.');
    else serveTerminal(client, terminal, from, () => this.#listener.active(learner));
  }

  #pingAll(): void {
    for (const client of this.#learners.keys()) {
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
