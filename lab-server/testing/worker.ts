import { readFileSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import path from 'node:path';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import { exerciseFiles } from '../course/exercise-files.ts';
import { LocalHostMaker } from '../host-maker/local.ts';
import { HostMakerServer } from '../host-maker/server.ts';
import { Streams } from '../host-maker/streams.ts';
import type { WorkerAddress } from '../hosts/worker.ts';
import { refuseWindow } from '../http/refuse.ts';
import { LocalKeeper } from '../terminals/keeper.ts';
import { WorkerDoor } from '../workers/door.ts';
import { makeCertificate } from './certificate.ts';
import { COURSE_NAME } from './lab.ts';
import { LocalHosts } from './local-hosts.ts';
import { temporaryFolder } from './temporary.ts';

const COURSE = path.join(import.meta.dirname, 'course');
/** ms without a word from a lab server after which the door gives it up. */
const SILENCE = 6_000;

/** A certificate and its key as texts. */
export function newCertificate(folder: string, name: string): { cert: string; key: string } {
  const { TLS_CERT, TLS_KEY } = makeCertificate(folder, name);
  return { cert: readFileSync(TLS_CERT, 'utf8'), key: readFileSync(TLS_KEY, 'utf8') };
}

export interface TestWorker {
  address: WorkerAddress;
  hosts: LocalHosts;
  /** Between the lab server and the worker. */
  cable: SilentCable;
  /** Ends it with all its terminals, as when its machine fails. */
  close(): Promise<void>;
}

/** A worker whose lab hosts are this machine's own shells; it listens on a free port of loopback, and is closed after the test. */
export async function startWorker(name: string, labServer: string): Promise<TestWorker> {
  const folder = temporaryFolder();
  const hosts = new LocalHosts(path.join(folder, 'hosts'));
  const owner = process.getuid?.() ?? 0;
  const logger = pino({ level: 'silent' });
  const exercises = exerciseFiles({
    [COURSE_NAME]: {
      exercisesDir: path.join(COURSE, 'exercises'),
      checkersDir: path.join(COURSE, 'checkers'),
    },
  });
  const maker = new LocalHostMaker({ hosts, exercises, owner });
  const terminals = new LocalKeeper({ refuse: refuseWindow });
  terminals.use(maker);
  const news = { say() {}, listening() {}, webEnded() {} };
  const file = (one: string) => path.join(folder, one);
  const server = new HostMakerServer({
    maker,
    logger,
    file: file('host-maker.sock'),
    owner,
    onPeer() {},
    news,
  });
  const streams = new Streams({ hosts, logger, file: file('streams.sock'), owner });
  await Promise.all([server.listen(), streams.listen()]);
  const certificate = newCertificate(folder, name);
  const door = new WorkerDoor({
    host: '127.0.0.1',
    port: 0,
    certificate,
    labServer,
    runDir: folder,
    tookOverFile: file('took-over'),
    terminals,
    logger,
    silence: SILENCE,
  });
  const cable = await SilentCable.to(await door.listen());
  let closed: Promise<unknown> | undefined;
  const close = async () => {
    cable.close();
    closed ??= door
      .close()
      .then(() => terminals.close())
      .then(() => Promise.all([server.close(), streams.close()]));
    await closed;
  };
  onTestFinished(close);
  const address = { name, host: '127.0.0.1', port: cable.port, certificate: certificate.cert };
  return { address, hosts, cable, close };
}

/** A network connection to a port of this machine, on which bytes get stuck while it is cut: neither side is told. */
class SilentCable {
  readonly #pairs = new Set<[Socket, Socket]>();
  #isCut = false;
  readonly #server;

  private constructor(port: number) {
    this.#server = createServer((near) => {
      const far = connect(port, '127.0.0.1');
      const pair: [Socket, Socket] = [near, far];
      this.#pairs.add(pair);
      for (const [one, other] of [pair, [far, near]] as const) {
        one.on('error', () => {});
        one.on('close', () => {
          this.#pairs.delete(pair);
          if (!this.#isCut) other.destroy();
        });
      }
      if (!this.#isCut) join(pair);
    });
  }

  static async to(port: number): Promise<SilentCable> {
    const cable = new SilentCable(port);
    await new Promise<void>((resolve) => cable.#server.listen(0, '127.0.0.1', resolve));
    return cable;
  }

  get port(): number {
    const address = this.#server.address();
    return typeof address === 'object' ? (address?.port ?? 0) : 0;
  }

  cut(): void {
    this.#isCut = true;
    for (const [near, far] of this.#pairs) {
      near.unpipe().pause();
      far.unpipe().pause();
    }
  }

  /** What was stuck goes on. */
  mend(): void {
    this.#isCut = false;
    for (const pair of this.#pairs) join(pair);
  }

  close(): void {
    this.#server.close();
    for (const pair of this.#pairs) for (const one of pair) one.destroy();
  }
}

function join([near, far]: [Socket, Socket]): void {
  near.pipe(far);
  far.pipe(near);
}
