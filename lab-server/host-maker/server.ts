import { rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import type { Logger } from 'pino';
import type { z } from 'zod';
import { jsonLines } from '../wire/json-lines.ts';
import { serveWire } from '../wire/server.ts';
import type { Events, Notes } from '../wire/table.ts';
import { listenFor } from './listen-for.ts';
import type { LocalHostMaker } from './local.ts';
import { type HostMakerTable, hostMakerTable } from './methods.ts';

/** Most bytes of one request. The longest is a message for the operator. */
const LONGEST = 64 * 1024;
/** Most requests of one connection that may wait for their answers. */
const MOST_WAITING = 256;

export type Role = z.infer<typeof hostMakerTable.notes.hello>['role'];

interface Parts {
  maker: LocalHostMaker;
  logger: Logger;
  /** Where the socket is made. */
  file: string;
  /** The only user beside root who may use it. */
  owner: number;
  /** Called with each client that connects, and may tell it something. */
  onPeer(role: Role, tell: Events<HostMakerTable>): void;
  /** Called with messages for the operator. */
  news: Pick<Notes<HostMakerTable>, 'say' | 'listening' | 'webEnded'>;
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
    const { maker, logger, onPeer, news } = this.#parts;
    this.#connections.add(socket);
    const tell = serveWire(hostMakerTable, jsonLines(socket, LONGEST), {
      methods: maker,
      notes: {
        ...news,
        hello: ({ role }) => onPeer(role, tell),
        leave: (shell) => maker.leave(shell),
        active: (learner) => maker.active(learner),
      },
      mostWaiting: MOST_WAITING,
      onMalformed: () =>
        logger.error('The web server or the terminals asked for what there is not; they are cut off'),
      onFailure: (ask, err) => logger.error({ err, ask }, 'A request to the host-maker failed'),
    });
    const unfollow = [
      maker.onStatus((learner, status) => tell.status({ learner, status })),
      maker.onLeft((shell, code) => tell.left({ shell, code })),
    ];
    socket.once('close', () => {
      this.#connections.delete(socket);
      for (const end of unfollow) end();
    });
    for (const [learner, status] of maker.statuses()) tell.status({ learner, status });
  }
}
