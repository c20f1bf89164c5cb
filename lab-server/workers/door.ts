import { readFileSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, type Socket } from 'node:net';
import path from 'node:path';
import { createServer, type Server, type TLSSocket } from 'node:tls';
import type { Logger } from 'pino';
import { firstLine } from '../common/first-line.ts';
import { joinStreams } from '../common/join-streams.ts';
import type { KeyPair } from '../hosts/worker.ts';
import type { Upgrade } from '../terminals/hand-over.ts';
import type { TerminalKeeper } from '../terminals/keeper.ts';
import { terminalsTable } from '../terminals/methods.ts';
import { jsonLines } from '../wire/json-lines.ts';
import { serveWire } from '../wire/server.ts';
import type { Events } from '../wire/table.ts';
import { DoorRequest, LONGEST_REQUEST, type Turned } from './door-request.ts';

/** Most ms until a connection has said where it goes. */
const PATIENCE = 10_000;
/** ms without a word from the lab server after which it is given up. It asks for something every few seconds (link.ts). */
const SILENCE = 15_000;
/** Most requests to the terminals that may wait for their answers. */
const MOST_WAITING = 4096;
/** Most bytes of one request to the terminals. */
const LONGEST = 2 ** 20;

interface Parts {
  host: string;
  port: number;
  /** This worker's own. */
  certificate: KeyPair;
  /** The certificate of the lab server that the worker is for, in PEM. */
  labServer: string;
  /** The folder with the sockets of the host-maker. */
  runDir: string;
  terminals: TerminalKeeper;
  logger: Logger;
  /** A file of this worker's that says when the latest of its lab servers took over from the one before. */
  tookOverFile: string;
  /** When left out, SILENCE. */
  silence?: number;
}

/** A lab server that uses this worker. */
interface Holder {
  run: string;
  /** Of its connection to the host-maker. */
  socket: Socket;
  connections: Set<Socket>;
}

/**
 * The door of a worker: lets one lab server in, over TLS, to the host-maker, the terminals and the lab hosts of this machine. Both sides know
 * each other by their certificates. It runs as an ordinary user, in the place of the web server, and may no more than the web server.
 */
export class WorkerDoor {
  readonly #parts: Parts;
  readonly #server: Server;
  #holder: Holder | undefined;
  /** Tells the lab server the terminals' events. */
  #tell: Events<typeof terminalsTable> | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#server = createServer(
      {
        ...parts.certificate,
        ca: parts.labServer,
        requestCert: true,
        rejectUnauthorized: true,
        minVersion: 'TLSv1.3',
      },
      (socket) => void this.#take(socket),
    );
    this.#server.on('tlsClientError', (error, socket) => {
      parts.logger.warn({ reason: error.message, from: socket.remoteAddress }, 'Somebody was not let in');
    });
    const { terminals } = parts;
    terminals.on('drop', (news) => this.#tell?.drop(news));
    terminals.on('onlookers', (news) => this.#tell?.onlookers(news));
    terminals.on('active', (news) => this.#tell?.active(news));
  }

  /** @returns the port. */
  async listen(): Promise<number> {
    const { host, port } = this.#parts;
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, host, resolve);
    });
    return (this.#server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    for (const socket of this.#holder?.connections ?? []) socket.destroy();
    await closed;
  }

  async #take(socket: TLSSocket): Promise<void> {
    socket.on('error', () => socket.destroy());
    const line = await firstLine(socket, { longest: LONGEST_REQUEST, patience: PATIENCE });
    if (line === undefined) return;
    const { data: request } = DoorRequest.safeParse(parsed(line));
    if (!request)
      return turn(
        socket,
        'The lab server asks for what this worker does not have; they are of different versions.',
      );
    const { run, to } = request;
    if (to === 'host-maker') {
      const latest = this.#tookOver();
      if (request.tookOver < latest)
        return turn(
          socket,
          `Another lab server took over this worker on ${new Date(latest).toISOString()}, restored from a backup of this one. Stop this one.`,
        );
      if (request.tookOver > latest) {
        this.#holder?.socket.destroy();
        writeFileSync(this.#parts.tookOverFile, String(request.tookOver));
      } else if (this.#holder)
        return turn(socket, 'Another lab server uses this worker. Stop one of the two.');
      this.#hold(run, socket);
    } else if (this.#holder?.run !== run)
      return turn(socket, 'The lab server has to ask for the host-maker first.');
    const { connections } = this.#holder as Holder;
    connections.add(socket);
    socket.once('close', () => connections.delete(socket));
    socket.write('OK\n');
    if (to === 'terminals') this.#serveTerminals(socket);
    else if (to === 'window') {
      const { window, upgrade, head } = request.window;
      this.#parts.terminals.show(window, upgrade as Upgrade, socket, Buffer.from(head, 'base64'));
    } else this.#join(socket, to === 'stream' ? 'streams.sock' : 'host-maker.sock');
  }

  /** In ms since 1970; 0 if none took over. */
  #tookOver(): number {
    try {
      return Number(readFileSync(this.#parts.tookOverFile, 'utf8')) || 0;
    } catch {
      return 0;
    }
  }

  /** The worker is this lab server's until the connection ends. Then all its other connections end too. */
  #hold(run: string, socket: TLSSocket): void {
    const holder: Holder = { run, socket, connections: new Set() };
    this.#holder = holder;
    socket.setTimeout(this.#parts.silence ?? SILENCE, () => socket.destroy());
    socket.once('close', () => {
      if (this.#holder === holder) this.#holder = undefined;
      for (const one of holder.connections) one.destroy();
    });
  }

  #join(socket: TLSSocket, name: string): void {
    joinStreams(socket, connect(path.join(this.#parts.runDir, name)));
  }

  #serveTerminals(socket: TLSSocket): void {
    const { terminals, logger } = this.#parts;
    const tell = serveWire(terminalsTable, jsonLines(socket, LONGEST), {
      methods: terminals,
      notes: terminals,
      mostWaiting: MOST_WAITING,
      onMalformed: () =>
        logger.error('The lab server asked the terminals for what there is not; it is cut off'),
      // The lab server reports the result.
      onFailure() {},
    });
    this.#tell = tell;
    socket.once('close', () => {
      if (this.#tell === tell) this.#tell = undefined;
    });
  }
}

function turn(socket: Socket, why: string): void {
  socket.end(`${JSON.stringify({ turned: why } satisfies Turned)}\n`);
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
