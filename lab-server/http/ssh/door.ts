import { createServer, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Tally } from '../../common/tally.ts';
import type { HostMaker } from '../../host-maker/contract.ts';
import type { OpenStream } from '../../host-maker/open-stream.ts';
import type { EnsuredHosts } from '../ensured-hosts.ts';
import { Guard, type Kept } from './guard.ts';

/** Most connections to one learner's host at a time. An editor takes two or three. */
const MOST = 10;
/** Most that are begun in a minute: by one address, and by all. For each a program is started on the learner's host. */
const FROM_ONE = 120;
const FROM_ALL = 300;
/** Most ms until a host that was at rest can be used. */
const WAKING = 30_000;
/** ms between two notes that the host is in use. */
const NOTE_EVERY = 30_000;

/** What all doors share. */
export interface DoorParts {
  open: OpenStream;
  hosts: EnsuredHosts;
  /** Tells when a host is ready. */
  maker: Pick<HostMaker, 'onStatus'>;
  /** The keys of a learner, as they are now. */
  kept(learner: string): Kept;
  /** Whether a code lets the learner in. */
  judge(learner: string, typed: string): boolean;
}

/** A learner's way in for ssh: a port that leads to OpenSSH's server on their lab host, and nowhere else. */
export class Door {
  readonly learner: string;
  readonly port: number;
  readonly #parts: DoorParts;
  readonly #servers = new Map<string, Server>();
  readonly #clients = new Set<Socket>();
  readonly #begun = new Tally({ most: FROM_ONE });
  readonly #begunByAll = new Tally({ most: FROM_ALL });
  #guard: Promise<Guard> | undefined;
  #isHeld = false;
  #notedAt = 0;

  constructor(learner: string, port: number, parts: DoorParts) {
    this.learner = learner;
    this.port = port;
    this.#parts = parts;
  }

  get connections(): number {
    return this.#clients.size;
  }

  /** Listens on these addresses, and on no others any more. @throws Error of net.Server, such as EADDRINUSE */
  async listenOn(addresses: readonly string[]): Promise<void> {
    for (const [address, server] of this.#servers) {
      if (addresses.includes(address)) continue;
      server.close();
      this.#servers.delete(address);
    }
    for (const address of addresses) if (!this.#servers.has(address)) await this.#listen(address);
  }

  /** Replaces the keys, for those who come from now on. */
  async renewKeys(): Promise<void> {
    const guard = await this.#guard?.catch(() => undefined);
    guard?.setKeys(this.#parts.kept(this.learner).keys);
  }

  /** While it is held, nothing that is typed reaches the host. */
  hold(isHeld: boolean): void {
    if (isHeld === this.#isHeld) return;
    this.#isHeld = isHeld;
    for (const client of this.#clients)
      if (isHeld) client.pause();
      else client.resume();
  }

  /** Ends all connections. New ones are let in. */
  endAll(): void {
    for (const client of this.#clients) client.destroy();
  }

  close(): void {
    for (const server of this.#servers.values()) server.close();
    this.#servers.clear();
    this.endAll();
  }

  async #listen(address: string): Promise<void> {
    const server = createServer(
      { pauseOnConnect: true, noDelay: true },
      (client) => void this.#serve(client),
    );
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(this.port, address, () => {
        server.off('error', reject);
        resolve();
      });
    });
    this.#servers.set(address, server);
  }

  async #serve(client: Socket): Promise<void> {
    client.on('error', () => client.destroy());
    const from = client.remoteAddress ?? '';
    if (this.#clients.size >= MOST || !this.#begun.take(from) || !this.#begunByAll.take('')) {
      turnAway(client, 'Too many connections to this lab host; try again in a moment.');
      return;
    }
    this.#clients.add(client);
    client.once('close', () => {
      this.#clients.delete(client);
      if (this.#clients.size === 0) void this.#endGuard();
    });
    try {
      await this.#ready();
      await this.#guarded();
      const host = await this.#parts.open({ do: 'ssh', learner: this.learner, part: 'connection' });
      if (client.destroyed) host.destroy();
      else this.#join(client, host);
    } catch (error) {
      turnAway(client, (error as Error).message);
    }
  }

  #join(client: Socket, host: Socket): void {
    client.once('close', () => host.destroy());
    host.once('close', () => client.destroySoon());
    client.on('data', (bytes) => {
      void this.#note();
      if (!host.write(bytes)) client.pause();
    });
    host.on('drain', () => void (this.#isHeld || client.resume()));
    client.once('end', () => host.end());
    host.pipe(client);
    if (!this.#isHeld) client.resume();
  }

  /** Waits until the host can be used. @throws HostNotReady, Error */
  async #ready(): Promise<void> {
    this.#notedAt = Date.now();
    const { hosts, maker } = this.#parts;
    const ready = Promise.withResolvers<void>();
    const unfollow = maker.onStatus((learner, { state }) => {
      if (learner === this.learner && state === 'ready') ready.resolve();
    });
    try {
      const { state } = await hosts.awake(this.learner);
      if (state !== 'ready') await Promise.race([ready.promise, sleep(WAKING, undefined, { ref: false })]);
    } finally {
      unfollow();
    }
  }

  /** Has the keys on the host, with a guard that asks about codes. @throws NoGuard, HostNotReady, StreamError */
  async #guarded(): Promise<void> {
    if (!this.#guard) {
      const { open, kept, judge } = this.#parts;
      const { learner } = this;
      const opening = Guard.open(open, learner, kept(learner), (typed) => judge(learner, typed));
      this.#guard = opening;
      const gone = () => {
        if (this.#guard !== opening) return;
        this.#guard = undefined;
        // Its host is gone, and so are they.
        this.endAll();
      };
      opening.then((guard) => guard.onClose(gone), gone);
    }
    await this.#guard;
  }

  async #endGuard(): Promise<void> {
    const guard = this.#guard;
    this.#guard = undefined;
    await guard?.then((one) => one.close()).catch(() => {});
  }

  /** Somebody is at work on the host, so that it is not parked. */
  async #note(): Promise<void> {
    if (Date.now() - this.#notedAt < NOTE_EVERY) return;
    this.#notedAt = Date.now();
    await this.#parts.hosts.used(this.learner).catch(() => {});
  }
}

/** A server may say lines before its version, which ssh -v shows (RFC 4253, 4.2). */
function turnAway(client: Socket, why: string): void {
  client.end(`${why}\r\n`);
  client.destroySoon();
}
