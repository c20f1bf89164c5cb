import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { folders } from '../../lab-server/setup/folders.ts';
import { freePort } from '../../lab-server/setup/port.ts';
import { ownerOf } from '../../lab-server/setup/unprivileged.ts';
import { makeCertificate } from '../../lab-server/testing/certificate.ts';
import * as api from '../../protocol/api/index.ts';
import { ApiClient } from '../support/client.ts';
import { npmStart, type RunningServer } from '../support/server.ts';
import { until } from '../support/until.ts';
import { TerminalWindow } from '../support/window.ts';
import { percentile, printRows, type Row, timed } from './figures.ts';
import { privateMegabytes, processesOfUser, processesWith } from './memory.ts';

const ROUNDS = 8;
/** Keys that are typed in each round. */
const KEYS = 100;
/** Learners with a terminal, when memory is measured. */
const LEARNERS = 10;
const folder = path.join(folders.made, 'test/bench-worker-keys');

/**
 * A lab server whose learners are on a worker, beside one that makes their lab hosts itself. All three run on this machine, and each learner is
 * on the network once: from the client to the lab server, and from there to the worker over TLS.
 */
export async function bench(): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const keys = makeCertificate(folder, 'worker');
  const state = path.join(folders.made, 'test/bench-through');
  rmSync(state, { recursive: true, force: true });
  mkdirSync(path.join(state, 'cluster'), { recursive: true });
  const labServer = makeCertificate(path.join(state, 'cluster'), 'lab-server');
  const port = await freePort();
  const incus = await nameWorker(
    path.join(folder, 'incus.socket'),
    readFileSync(keys.TLS_CERT, 'utf8'),
    port,
  );
  const warm = { WARM_HOSTS: '1' };
  const worker = await npmStart({
    name: 'bench-worker',
    port,
    env: { ...keys, ...warm, WORKER_FOR: labServer.TLS_CERT, RECORD: 'off' },
  });
  await until(() => {
    if (!worker.output.includes('Makes lab hosts')) throw new Error(worker.output);
  }, 300_000);
  const through = await npmStart({
    name: 'bench-through',
    keep: true,
    env: { ENGINE: 'incus', INCUS_URL: `unix://${path.join(folder, 'incus.socket')}`, RECORD: 'off' },
  });
  const itself = await npmStart({ name: 'bench-itself', env: { ...warm, RECORD: 'off' } });
  try {
    const urls = { ours: await through.url(), reference: await itself.url() };
    const joins: Both = { ours: [], reference: [] };
    const echoes: Both = { ours: [], reference: [] };
    const resets: Both = { ours: [], reference: [] };
    for (let round = 0; round < ROUNDS; round++) {
      // In turns, so that a busy moment of the machine meets both.
      for (const which of ['ours', 'reference'] as const) {
        const learner = new ApiClient(urls[which]);
        await spareReady(learner);
        joins[which].push(await timed(() => joinToPrompt(learner, `Learner ${round}`)));
        echoes[which].push(...(await echoTimes(learner)));
        await spareReady(learner);
        resets[which].push(await timed(() => reset(learner)));
        await learner.call(api.learner.leave);
      }
    }
    const loopback = await loopbackHop();
    const rows = (what: string, { ours, reference }: Both, of: number[], reach?: string): Row[] =>
      of.map((p) => ({
        what: `${what}, p${p}`,
        ours: percentile(ours, p),
        reference: percentile(reference, p),
        unit: 'ms',
        ...(reach && { reach }),
      }));
    printRows('Through a worker; the reference is a lab server that makes its hosts itself', [
      ...rows('join to the prompt, a host waits ready', joins, [50, 95], '<= 1.2 x'),
      ...rows('echo', echoes, [50, 95, 99]),
      {
        what: 'echo, p50, without TLS over loopback in one process',
        ours: percentile(echoes.ours, 50) - loopback,
        reference: percentile(echoes.reference, 50),
        unit: 'ms',
        reach: '<= 1.2 x',
      },
      ...rows('reset, a host waits ready', resets, [50, 95], '<= 1.2 x'),
    ]);
    await memory(urls, through, itself, worker);
  } finally {
    for (const one of [through, itself, worker]) await one.stop();
    incus.close();
    incus.closeAllConnections();
  }
}

interface Both {
  ours: number[];
  reference: number[];
}

/** An Incus that knows one worker, which is on this machine: what a lab server asks of it is where its workers are. */
async function nameWorker(file: string, certificate: string, port: number): Promise<Server> {
  const metadata = {
    '/1.0': {
      auth: 'trusted',
      environment: { server_version: '6.0.4', server_name: 'bench', server_clustered: false },
    },
    '/1.0/instances': [
      {
        name: 'worker-1',
        status: 'Running',
        location: 'none',
        config: {
          'user.vethlab.worker': '0',
          'user.vethlab.certificate': certificate,
          'user.vethlab.port': String(port),
        },
        devices: {},
      },
    ],
  } as Record<string, unknown>;
  const server = createServer(({ url = '' }, response) =>
    response.end(JSON.stringify({ type: 'sync', metadata: metadata[url.split('?')[0] ?? ''] })),
  );
  await new Promise<void>((resolve) => server.listen(file, resolve));
  return server;
}

async function spareReady(learner: ApiClient): Promise<void> {
  // A worker says what it has every two seconds.
  await sleep(2_500);
  await until(
    async () => {
      const metrics = await (await fetch(new URL('/metrics', learner.url))).text();
      if (!/^vethlab_spare_hosts [1-9]/m.test(metrics)) throw new Error('no host waits ready');
    },
    120_000,
    100,
  );
  // The work that was begun beside it is over too.
  await sleep(1_000);
}

async function ready(learner: ApiClient): Promise<void> {
  await until(
    async () => {
      const { body } = await learner.call(api.host.status);
      if (body.state !== 'ready') throw new Error(JSON.stringify(body));
    },
    60_000,
    // One may ask 1,200 times a minute.
    25,
  );
}

async function joinToPrompt(learner: ApiClient, name: string): Promise<void> {
  await learner.join(name);
  await ready(learner);
  const window = await TerminalWindow.open(learner);
  await shows(window, '$ ');
  window.socket.close();
}

async function shows(window: TerminalWindow, text: string, from = 0): Promise<void> {
  while (!window.text.includes(text, from)) {
    await new Promise<void>((resolve) => window.socket.once('message', () => setImmediate(resolve)));
  }
}

async function echoTimes(learner: ApiClient): Promise<number[]> {
  const window = await TerminalWindow.open(learner);
  await shows(window, '$ ');
  await sleep(500);
  const times: number[] = [];
  for (let key = 0; key < KEYS; key++) {
    const from = window.text.length;
    times.push(
      await timed(async () => {
        window.type('x');
        await shows(window, 'x', from);
      }),
    );
  }
  window.socket.close();
  return times;
}

async function reset(learner: ApiClient): Promise<void> {
  await learner.call(api.host.reset);
  await ready(learner);
}

/** ms that a TLS connection over loopback takes for one byte there and back: what a worker cannot do without. */
async function loopbackHop(): Promise<number> {
  const { connect, createServer: listen } = await import('node:tls');
  const { TLS_CERT, TLS_KEY } = makeCertificate(folder, 'hop');
  const [cert, key] = [readFileSync(TLS_CERT), readFileSync(TLS_KEY)];
  const server = listen({ cert, key }, (socket) => socket.setNoDelay(true).pipe(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const socket = connect({ port, host: '127.0.0.1', ca: cert, checkServerIdentity: () => undefined });
  socket.setNoDelay(true);
  await new Promise<void>((resolve) => socket.once('secureConnect', () => resolve()));
  const times: number[] = [];
  for (let i = 0; i < 500; i++)
    times.push(
      await timed(async () => {
        const back = new Promise((resolve) => socket.once('data', resolve));
        socket.write('x');
        await back;
      }),
    );
  socket.destroy();
  server.close();
  return percentile(times, 50);
}

/** Private memory of the processes of a lab server that are not lab hosts. */
function memoryOf(program: string, { stateDir }: RunningServer): number {
  const pids = [...processesWith(program, stateDir), ...processesOfUser(ownerOf(stateDir))];
  return pids.reduce((sum, pid) => sum + privateMegabytes(pid), 0);
}

async function memory(
  urls: Record<keyof Both, string>,
  through: RunningServer,
  itself: RunningServer,
  worker: RunningServer,
): Promise<void> {
  const look = () => ({
    through: memoryOf('lab-server/main.ts', through),
    itself: memoryOf('lab-server/main.ts', itself),
    worker: memoryOf('lab-server/main.ts', worker),
  });
  const empty = look();
  for (let i = 0; i < LEARNERS; i++) {
    for (const url of Object.values(urls)) {
      const learner = new ApiClient(url);
      await learner.join(`Memory ${i}`);
      await ready(learner);
      const window = await TerminalWindow.open(learner);
      await shows(window, '$ ');
    }
    // 20 may join in a minute.
    await sleep(3_000);
  }
  await sleep(5_000);
  const full = look();
  const unit = 'MB';
  printRows('Memory, without that of lab hosts', [
    {
      what: `lab server, ${LEARNERS} learners`,
      ours: full.through,
      reference: full.itself,
      unit,
      reach: '<= 1.2 x',
    },
    { what: `its worker, ${LEARNERS} learners`, ours: full.worker, reference: full.itself, unit },
    {
      what: 'one more learner, lab server and worker together',
      ours: (full.through + full.worker - empty.through - empty.worker) / LEARNERS,
      reference: (full.itself - empty.itself) / LEARNERS,
      unit,
      reach: '<= 1.2 x',
    },
  ]);
}
