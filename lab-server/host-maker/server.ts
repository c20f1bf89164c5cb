import { rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import type { Logger } from 'pino';
import { ObserveError } from '../../checkers/define.ts';
import { HostNotReady } from '../hosts/contract.ts';
import { JsonLines } from './lines.ts';
import { listenFor } from './listen-for.ts';
import type { LocalHostMaker } from './local.ts';
import { type FromHostMaker, FromOrdinary, type Request } from './messages.ts';

/** Bytes of one request; the longest is a message for the operator. */
const LONGEST = 64 * 1024;
/** Requests of one connection that may wait for their answers. */
const MOST_WAITING = 256;

export type Role = Extract<FromOrdinary, { ask: 'hello' }>['role'];

/** One of those who are connected. */
export interface Peer {
  role: Role;
  send(message: FromHostMaker): void;
}

interface Parts {
  maker: LocalHostMaker;
  logger: Logger;
  /** Where the socket is made. */
  file: string;
  /** The only user beside root who may use it. */
  owner: number;
  onPeer(peer: Peer): void;
  /** Called with what is meant for the operator. */
  onNews(news: Extract<FromOrdinary, { ask: 'say' | 'listening' | 'web-ended' }>): void;
}

/** Answers the web server and the terminals, which are not root, over a Unix socket. */
export class HostMakerServer {
  readonly #parts: Parts;
  readonly #server: Server;
  readonly #connections = new Set<Socket>();

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#server = createServer((socket) => this.#serve(socket));
  }

  listen(): Promise<void> {
    return listenFor(this.#parts.owner, this.#server, this.#parts.file);
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    for (const socket of this.#connections) socket.destroy();
    await closed;
    rmSync(this.#parts.file, { force: true });
  }

  #serve(socket: Socket): void {
    const { maker, logger, onPeer, onNews } = this.#parts;
    this.#connections.add(socket);
    let waiting = 0;
    const send = (message: FromHostMaker) => lines.send(message);
    const lines = new JsonLines(socket, LONGEST, (value) => {
      const { data: message } = FromOrdinary.safeParse(value);
      if (!message) {
        logger.error('The web server or the terminals asked for what there is not; they are cut off');
        socket.destroy();
      } else if (message.ask === 'hello') {
        onPeer({ role: message.role, send });
      } else if ('id' in message) {
        if (waiting >= MOST_WAITING) {
          send({ say: 'error', id: message.id, name: 'Error', message: 'Too much is asked at once.' });
          return;
        }
        waiting++;
        void this.#answer(message, send).finally(() => waiting--);
      } else if (message.ask === 'leave') maker.leave(message.shell);
      else if (message.ask === 'active') maker.active(message.learner);
      else onNews(message);
    });
    const unfollow = [
      maker.onStatus((learner, status) => send({ say: 'status', learner, status })),
      maker.onLeft((shell, code) => send({ say: 'left', shell, code })),
    ];
    socket.once('close', () => {
      this.#connections.delete(socket);
      for (const end of unfollow) end();
    });
    for (const [learner, status] of maker.statuses()) send({ say: 'status', learner, status });
  }

  async #answer(request: Request, send: (message: FromHostMaker) => void): Promise<void> {
    const { id } = request;
    try {
      // JSON has no undefined.
      send({ say: 'answer', id, value: (await this.#do(request)) ?? null });
    } catch (error) {
      const { name, message } = error as Error;
      if (!(error instanceof HostNotReady || error instanceof ObserveError)) {
        this.#parts.logger.error({ err: error, ask: request.ask }, 'A request to the host-maker failed');
      }
      send({ say: 'error', id, name, message });
    }
  }

  #do(request: Request): Promise<unknown> {
    const { maker } = this.#parts;
    switch (request.ask) {
      case 'ensure':
        return maker.ensure(request.learner);
      case 'reset':
        return maker.reset(request.learner);
      case 'release':
        return maker.release(request.learner);
      case 'script':
        return maker.script(request.learner, request.exercise, request.script);
      case 'observe':
        return maker.observe(request.learner, request.exercise, request.watching);
      case 'map':
        return maker.map(request.learner, request.seen);
      case 'spares':
        return maker.spares();
      case 'enter':
        return maker.enter(request.learner, request.pts);
    }
  }
}
