import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { closeCode, LARGEST_INPUT_FRAME, TerminalId } from '../../protocol/terminal.ts';
import type { Terminals } from '../terminals/registry.ts';
import { serveTerminal } from '../terminals/socket.ts';
import { asProblem } from './answer-problem.ts';
import type { Drop } from './metrics.ts';
import { checkHost, checkOrigin } from './origin.ts';
import { HttpProblem } from './problem.ts';
import { refuse } from './refuse.ts';
import type { Sessions } from './session.ts';

/** Most WebSockets of one learner: every terminal in four windows. */
export const MOST_SOCKETS = 32;
/** Pause in ms between pings; a client that has not answered one by the next is gone. */
export const PING_EVERY = 30_000;
/** How long in ms clients have to answer the closing of the server. */
const GRACE = 500;

/** The `shouldUpgradeCallback` of an http.Server; other upgrades that are offered (h2c) are passed over. */
export function isWebSocket({ headers }: IncomingMessage): boolean {
  return headers.upgrade?.toLowerCase() === 'websocket';
}

/** The WebSockets of terminals: admits them, watches that they live, and closes them with the server. */
export class TerminalSockets {
  readonly #server = new WebSocketServer({
    noServer: true,
    maxPayload: LARGEST_INPUT_FRAME,
    // Keystrokes are too short to gain by it, and floods too fast.
    perMessageDeflate: false,
  });
  readonly #learners = new Map<WebSocket, string>();
  readonly #silent = new WeakSet<WebSocket>();
  readonly #timedOut = new WeakSet<WebSocket>();
  readonly #sessions: Sessions;
  readonly #terminals: Terminals;
  readonly #listeningOn: string;
  readonly #onDrop: (reason: Drop) => void;
  readonly #ping: NodeJS.Timeout;

  /** `onDrop` hears of each connection that ended before its page closed it. */
  constructor(
    sessions: Sessions,
    terminals: Terminals,
    listeningOn: string,
    onDrop: (reason: Drop) => void = () => {},
  ) {
    this.#sessions = sessions;
    this.#terminals = terminals;
    this.#listeningOn = listeningOn;
    this.#onDrop = onDrop;
    this.#ping = setInterval(() => this.#pingAll(), PING_EVERY).unref();
    this.#server.on('wsClientError', (error, socket) => {
      refuse(socket, new HttpProblem('malformed-request', `It is no proper WebSocket: ${error.message}.`));
    });
  }

  /** Windows that are connected. */
  get count(): number {
    return this.#learners.size;
  }

  /** The `upgrade` listener of an http.Server. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    // A client that resets the connection meanwhile is no error of ours.
    socket.on('error', () => socket.destroy());
    try {
      const { learner, id, from } = this.#admit(request);
      this.#server.handleUpgrade(request, socket, head, (client) => this.#serve(client, learner, id, from));
    } catch (error) {
      refuse(socket, asProblem(error));
    }
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

  /** @throws HttpProblem */
  #admit(request: IncomingMessage): { learner: string; id: string; from: number } {
    checkHost(request, this.#listeningOn);
    checkOrigin(request);
    const url = URL.parse(request.url ?? '', 'http://localhost');
    const [, id] = /^\/api\/terminals\/([^/]+)$/.exec(url?.pathname ?? '') ?? [];
    if (!url || !id || !TerminalId.safeParse(id).success) {
      throw new HttpProblem('not-found', 'WebSockets are at /api/terminals/{id} only.');
    }
    const learner = this.#sessions.require(request).id;
    const from = Number(url.searchParams.get('from') ?? 0);
    if (!Number.isSafeInteger(from) || from < 0) {
      throw new HttpProblem('malformed-request', 'from must be a count of bytes, such as from=0.');
    }
    if ([...this.#learners.values()].filter((other) => other === learner).length >= MOST_SOCKETS) {
      const detail = `You have ${MOST_SOCKETS} windows on terminals, the most there may be; close one.`;
      throw new HttpProblem('too-many-requests', detail, { headers: { 'Retry-After': '10' } });
    }
    return { learner, id, from };
  }

  #serve(client: WebSocket, learner: string, id: string, from: number): void {
    this.#learners.set(client, learner);
    client.on('close', (code) => {
      this.#learners.delete(client);
      const reason = this.#timedOut.has(client) ? 'silent' : dropOf(code);
      if (reason) this.#onDrop(reason);
    });
    // Frames that are none. Without a listener they would end the process; ws tells the client itself, by a close frame.
    client.on('error', () => {});
    client.on('pong', () => this.#silent.delete(client));
    const terminal = this.#terminals.find(learner, id);
    if (terminal) serveTerminal(client, terminal, from);
    // As a close code, since a page cannot see the status of a refused WebSocket.
    else client.close(closeCode.gone, 'There is no such terminal any more.');
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
