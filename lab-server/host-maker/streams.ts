import { type ChildProcess, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import type { Logger } from 'pino';
import { Tally } from '../common/tally.ts';
import { HostNotReady, type LearnerHosts, type ShellCommand } from '../hosts/contract.ts';
import { listenFor } from './listen-for.ts';
import { StreamRequest } from './stream-request.ts';

/** The longest first line in bytes. */
const LONGEST = 2048;
/** The longest wait in ms for the first line. */
const PATIENCE = 5000;
/** Most streams of one learner at a time, enough for a page and what it loads. */
const MOST_PER_LEARNER = 32;
/** Most streams of one learner that are opened in a minute. For each a program is started on the machine. */
const MOST_PER_MINUTE = 1200;

/**
 * The longest in ms that a program for a file may take. A program that neither reads nor writes does not notice that its client has left. A
 * connection to a web page lasts as long as the page, and one by ssh as long as its client wants.
 */
const LONGEST_WORK: Partial<Record<StreamRequest['do'], number>> = {
  list: 20_000,
  put: 90_000,
  get: 2 * 3600_000,
  edit: 30_000,
};

interface Parts {
  hosts: LearnerHosts;
  logger: Logger;
  /** Where the socket is made. */
  file: string;
  /** The only user beside root who may use it. */
  owner: number;
}

/**
 * Opens streams to learners' hosts for the web server, which is not root. Each connection names its target in its first line (StreamRequest),
 * and is then the standard input and output of a program on that host. None of its bytes passes through this process.
 */
export class Streams {
  readonly #parts: Parts;
  readonly #server: Server;
  readonly #running = new Map<string, Set<ChildProcess>>();
  readonly #opened = new Tally({ most: MOST_PER_MINUTE });
  readonly #unfollow: () => void;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#server = createServer({ pauseOnConnect: true }, (socket) => void this.#serve(socket));
    // Otherwise a stream would hold the network of a host that is taken down.
    this.#unfollow = parts.hosts.onStatus((learner, { state }) => {
      if (state !== 'ready') this.#end(learner);
    });
  }

  listen(): Promise<void> {
    return listenFor(this.#parts.owner, this.#server, this.#parts.file);
  }

  async close(): Promise<void> {
    this.#unfollow();
    const closed = new Promise((resolve) => this.#server.close(resolve));
    for (const learner of this.#running.keys()) this.#end(learner);
    await closed;
    rmSync(this.#parts.file, { force: true });
  }

  async #serve(socket: Socket): Promise<void> {
    socket.on('error', () => socket.destroy());
    try {
      const line = await firstLine(socket);
      if (line === undefined) return;
      const { data: request } = StreamRequest.safeParse(line);
      if (!request) throw new Error('The web server asked for what there is not.');
      await this.#start(request, socket);
    } catch (error) {
      const { name, message } = error as Error;
      if (!(error instanceof HostNotReady))
        this.#parts.logger.error({ err: error }, 'A stream was not opened');
      socket.end(`${JSON.stringify({ name, message })}\n`);
    }
  }

  async #start(request: StreamRequest, socket: Socket): Promise<void> {
    const { learner } = request;
    const running = this.#running.get(learner) ?? new Set();
    this.#running.set(learner, running);
    if (running.size >= MOST_PER_LEARNER || !this.#opened.take(learner))
      throw new HostNotReady('Too much goes on at once; try again in a moment.');
    const { file, args, env } = this.#command(request);
    const child = spawn(file, args, { env, cwd: '/', stdio: [socket, socket, 'ignore'], detached: true });
    running.add(child);
    const longest = LONGEST_WORK[request.do];
    const timer = longest === undefined ? undefined : setTimeout(() => kill(child), longest).unref();
    child.once('exit', () => {
      clearTimeout(timer);
      running.delete(child);
    });
    child.once('error', () => running.delete(child));
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', resolve);
      child.once('error', reject);
    });
    socket.destroy();
  }

  #command(request: StreamRequest): ShellCommand {
    const { hosts } = this.#parts;
    if (request.do === 'dial') return hosts.dialer(request.learner, request);
    if (request.do === 'ssh') return hosts.ssh(request.learner, request.part);
    return hosts.files(request.learner, request);
  }

  #end(learner: string): void {
    for (const child of this.#running.get(learner) ?? []) kill(child);
    this.#running.delete(learner);
  }
}

/** Kills it with everything that it has started, since it is a process group of its own. */
function kill({ pid }: ChildProcess): void {
  try {
    if (pid) process.kill(-pid, 'SIGKILL');
  } catch {
    // It has just ended by itself.
  }
}

/** The first line as JSON; null when it is not JSON, undefined when the other side went away. Nothing after the line is read. */
function firstLine(socket: Socket): Promise<unknown> {
  const { promise, resolve } = Promise.withResolvers<unknown>();
  let begun = '';
  const timer = setTimeout(() => socket.destroy(), PATIENCE);
  const take = (chunk: Buffer) => {
    begun += chunk.toString();
    const whole = begun.endsWith('\n');
    if (!whole && begun.length <= LONGEST) return;
    // The client waits for the answer before it sends more, so everything it sent has been read.
    socket.off('data', take);
    socket.pause();
    resolve(whole ? parsed(begun) : null);
  };
  socket.on('data', take);
  socket.once('close', () => resolve(undefined));
  socket.resume();
  return promise.finally(() => clearTimeout(timer));
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
