import { once } from 'node:events';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from 'node:tls';
import type { HostCapacity, HostStatus } from '../../protocol/host.ts';
import { firstLine } from '../common/first-line.ts';
import { joinStreams } from '../common/join-streams.ts';
import { within } from '../common/within.ts';
import { connectHostMaker, type RemoteHostMaker } from '../host-maker/client.ts';
import { type OpenStream, streamsThrough } from '../host-maker/open-stream.ts';
import { HostNotReady } from '../hosts/contract.ts';
import type { OwnKeys, WorkerAddress } from '../hosts/worker.ts';
import { handedOver, type Upgrade, type Window } from '../terminals/hand-over.ts';
import { terminalsTable } from '../terminals/methods.ts';
import { connectWire } from '../wire/client.ts';
import { jsonLines } from '../wire/json-lines.ts';
import type { Events, Methods, Notes } from '../wire/table.ts';
import { type DoorRequest, Turned } from './door-request.ts';

/** ms. */
export interface LinkTimes {
  /** Between two looks at what a worker has. They also show that it is there. */
  lookEvery: number;
  /** The longest that the answer to one may take. */
  silence: number;
  /** Until the next try to connect. */
  pause: number;
  /** The longest that connecting may take. */
  patience: number;
}

export const linkTimes: LinkTimes = { lookEvery: 2_000, silence: 6_000, pause: 1_000, patience: 5_000 };
/** Most bytes of one answer of the terminals: screens of a class. */
const LONGEST = 32 * 2 ** 20;

const AWAY = 'The machine of your lab host can’t be reached just now. It goes on by itself when it can.';

/** The terminals of a worker. */
type Terminals = Methods<typeof terminalsTable> & Notes<typeof terminalsTable>;

interface Listener {
  /** The worker can be asked from now on. It told its hosts' states beforehand. */
  onUp(): void;
  /** It can't be asked any longer, or the next try to reach it failed. */
  onDown(why: string): void;
  onStatus(learner: string, status: HostStatus): void;
  /** What it has. @param asked when it was asked, in ms of performance.now() */
  onLoad(capacity: HostCapacity, asked: number): void;
  terminals: Events<typeof terminalsTable>;
}

interface Parts {
  worker: WorkerAddress;
  /** The lab server's own. */
  own: OwnKeys;
  /** Names this run of the lab server (door-request.ts). */
  run: string;
  listener: Listener;
  times: LinkTimes;
}

/** What can be asked of a worker while it is reached. */
interface Reached {
  maker: RemoteHostMaker;
  terminals: Terminals;
}

/**
 * The lab server's connection to one worker (door.ts). It is made again whenever it was lost, until it is closed. What is asked meanwhile fails
 * with HostNotReady.
 */
export class WorkerLink {
  readonly #parts: Parts;
  readonly #closed = new AbortController();
  /** Connections to the worker. */
  readonly #connections = new Set<Socket>();
  #reached: Reached | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
    void this.#keep();
  }

  get isUp(): boolean {
    return this.#reached !== undefined;
  }

  /** The host-maker of the worker. @throws HostNotReady */
  get maker(): RemoteHostMaker {
    return this.#now().maker;
  }

  /** @throws HostNotReady */
  get terminals(): Terminals {
    return this.#now().terminals;
  }

  readonly openStream: OpenStream = streamsThrough(() => {
    this.#now();
    return this.#open({ to: 'stream' });
  });

  /** Joins a browser's WebSocket with its terminal on the worker. The browser asks again when that fails. */
  show(window: Window, upgrade: Upgrade, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy());
    this.#open({ to: 'window', window: handedOver(window, upgrade, head) }).then(
      (far) => joinStreams(socket, far),
      () => socket.destroy(),
    );
  }

  close(): void {
    this.#closed.abort();
    for (const one of this.#connections) one.destroy();
  }

  #now(): Reached {
    if (!this.#reached) throw new HostNotReady(AWAY);
    return this.#reached;
  }

  async #keep(): Promise<void> {
    const { signal } = this.#closed;
    while (!signal.aborted) {
      let why = 'it hung up';
      try {
        await this.#reach();
      } catch (error) {
        why = (error as Error).message;
      }
      this.#reached = undefined;
      for (const one of this.#connections) one.destroy();
      if (!signal.aborted) this.#parts.listener.onDown(why);
      await sleep(this.#parts.times.pause, undefined, { signal, ref: false }).catch(() => {});
    }
  }

  /** Resolves or fails when the connection has ended. */
  async #reach(): Promise<void> {
    const { listener } = this.#parts;
    const socket = await this.#open({ to: 'host-maker', tookOver: this.#parts.own.tookOver });
    const ended = once(socket, 'close');
    const maker = await connectHostMaker({ socket, role: 'web' });
    // Whoever hears of a host may ask for something at once.
    const early: [learner: string, status: HostStatus][] = [];
    maker.onStatus((...news) => {
      if (this.#reached?.maker === maker) listener.onStatus(...news);
      else early.push(news);
    });
    const channel = jsonLines(await this.#open({ to: 'terminals' }), LONGEST);
    // Without the one the other is of no use.
    channel.onClose(() => socket.destroy());
    const { call, tell, on } = connectWire(terminalsTable, channel, () => new HostNotReady(AWAY));
    on('drop', listener.terminals.drop);
    on('onlookers', listener.terminals.onlookers);
    on('active', listener.terminals.active);
    listener.onLoad(await maker.capacity(), 0);
    this.#reached = { maker, terminals: { ...call, ...tell } };
    for (const news of early) listener.onStatus(...news);
    listener.onUp();
    await Promise.race([ended, this.#look(maker, socket)]);
  }

  /** Looks at what the worker has until its connection ends. @throws Error when it does not answer in time. */
  async #look(maker: RemoteHostMaker, socket: Socket): Promise<void> {
    const { lookEvery, silence } = this.#parts.times;
    while (!socket.destroyed) {
      await sleep(lookEvery, undefined, { ref: false });
      const asked = performance.now();
      const capacity = await within(silence, maker.capacity(), () => undefined);
      if (!capacity) throw new Error(`it did not answer for ${silence / 1000} s`);
      this.#parts.listener.onLoad(capacity, asked);
    }
  }

  /** Opens a connection to a place of the worker. @throws Error in words for the operator. */
  async #open(to: Unnamed<DoorRequest>): Promise<Socket> {
    const { worker, own, run, times } = this.#parts;
    const { host, port, certificate } = worker;
    const socket = connect({
      ...{ host, port, cert: own.cert, key: own.key, ca: certificate, minVersion: 'TLSv1.3' },
      // The certificate is known, whatever name it has.
      checkServerIdentity: () => undefined,
      timeout: times.patience,
    });
    this.#connections.add(socket);
    socket.once('close', () => this.#connections.delete(socket));
    socket.once('timeout', () => socket.destroy(new Error('it does not answer')));
    await once(socket, 'secureConnect', { signal: this.#closed.signal });
    // Later failures are told by 'close'.
    socket.on('error', () => socket.destroy());
    socket.setNoDelay(true);
    socket.write(`${JSON.stringify({ ...to, run } satisfies DoorRequest)}\n`);
    const line = await firstLine(socket, { longest: 2048, patience: times.patience });
    socket.setTimeout(0);
    if (line === 'OK') return socket;
    socket.destroy();
    throw new Error(turnedBy(line) ?? 'it hung up');
  }
}

type Unnamed<R> = R extends unknown ? Omit<R, 'run'> : never;

function turnedBy(line: string | undefined): string | undefined {
  try {
    return Turned.safeParse(JSON.parse(line ?? '')).data?.turned;
  } catch {
    return undefined;
  }
}
