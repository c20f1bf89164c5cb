import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pty from 'node-pty';
import WebSocket from 'ws';
import { childEnv } from '../../lab-server/settings/environment.ts';
import { folders } from '../../lab-server/setup/folders.ts';
import { cookieIn } from '../../lab-server/testing/set-cookie.ts';
import * as api from '../../protocol/api/index.ts';
import { pathOf } from '../../protocol/api/path.ts';
import { percentile, printRows, type Row } from './figures.ts';
import { privateMegabytes } from './memory.ts';

const BULK = 100_000_000;
const KEYS = 500;
/** Terminals of one learner before the next joins: one may have 8, and 20 may join in a minute. */
const PER_LEARNER = { busy: 6, idle: 3 };

/** A terminal through a web server, as in a browser. */
interface Window {
  socket: WebSocket;
  /** Called with every piece of output. */
  onOutput: (bytes: Buffer) => void;
  /** Ends its shell too. */
  close(): void;
}

/** With how many idle terminals memory is measured. */
const COUNTS = [1, 10, 40];

/**
 * Our terminals, through the three processes that npm start runs, beside a bare ws + node-pty server and node-pty with no web at all. All run
 * the same local shell, since a lab host would add the same for each.
 */
export async function bench(): Promise<void> {
  // On servers on which nothing else was done, since the memory of a flood is not given back at once.
  for (const file of ['ours.ts', 'bare.ts']) await warmUp(file);
  const memory: Both = { ours: await measureIdle('ours.ts'), bare: await measureIdle('bare.ts') };
  const ours = await start('ours.ts');
  const bare = await start('bare.ts');
  try {
    const both = async (measure: (server: Server) => Promise<number[]>, rounds: number): Promise<Both> => {
      const times: Both = { ours: [], bare: [] };
      // In turns, so that a busy moment of the machine meets both.
      for (let round = 0; round < rounds; round++) {
        times.ours.push(...(await measure(ours)));
        times.bare.push(...(await measure(bare)));
      }
      return times;
    };
    await both(measureEcho, 1);
    const echo = await both(measureEcho, 10);
    const flooded = await both(measureEchoBesideFlood, 5);
    const first = await both(measureFirstByte, 20);
    const bulk = { ...(await both(measureBulk, 2)), pty: await measurePty() };
    const stops = await both(measureCtrlC, 20);
    const stalled = { ours: await measureStalled(ours), bare: await measureStalled(bare) };
    const times = (what: string, { ours, bare }: Both, of: number[], reach?: string): Row[] =>
      of.map((p) => ({
        what: `${what} p${p}`,
        ours: percentile(ours, p),
        reference: percentile(bare, p),
        unit: 'ms',
        ...(reach && p !== 95 ? { reach } : {}),
      }));
    printRows('Terminal, beside a bare ws + node-pty server', [
      ...times('echo', echo, [50, 95, 99], '<= 1.2 x'),
      ...times('echo beside a flood', flooded, [50, 95, 99]),
      ...times('first byte of a new terminal', first, [50, 95]),
      { what: 'bulk', ours: Math.max(...bulk.ours), reference: Math.max(...bulk.bare), unit: 'MB/s' },
      {
        what: 'bulk, against node-pty alone',
        ours: Math.max(...bulk.ours),
        reference: bulk.pty,
        unit: 'MB/s',
        reach: '>= 0.8 x',
      },
      {
        what: 'Ctrl-C in a flood, worst of 20',
        ours: Math.max(...stops.ours),
        reference: Math.max(...stops.bare),
        unit: 'ms',
        reach: '<= 50 ms',
      },
      {
        what: 'growth, stalled browser, 10 s',
        ours: stalled.ours,
        reference: stalled.bare,
        unit: 'MB',
        reach: '<= 2 MB',
      },
      ...COUNTS.map((count, i) => ({
        what: `server with ${count} idle terminals`,
        ours: memory.ours[i] ?? 0,
        reference: memory.bare[i] ?? 0,
        unit: 'MB',
      })),
    ]);
  } finally {
    for (const { child } of [ours, bare]) child.kill();
  }
}

interface Both {
  ours: number[];
  bare: number[];
}

export interface Server {
  child: ChildProcess;
  /** Its processes, without the shells. */
  pids: number[];
  /** Opens a new terminal. */
  open(options?: { acks: boolean }): Promise<Window>;
}

export async function start(file: string, perLearner = PER_LEARNER.busy): Promise<Server> {
  // As lab-server/setup/run.sh starts npm start's.
  const child = spawn(
    process.execPath,
    ['--max-semi-space-size=1', path.join(import.meta.dirname, 'servers', file)],
    {
      env: childEnv({ NODE_COMPILE_CACHE: path.join(folders.made, 'compiled') }),
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const [line] = await once(child.stdout, 'data');
  const {
    url,
    cookie: first,
    pids,
  } = JSON.parse(String(line)) as {
    url: string;
    cookie?: string;
    pids: number[];
  };
  let cookie = first;
  let opened = 0;
  return {
    child,
    pids,
    async open({ acks } = { acks: true }) {
      let target = url;
      if (cookie && ++opened % perLearner === 0)
        cookie = await joinAs(new URL('/', url.replace('ws', 'http')), opened);
      const headers = cookie ? { cookie } : {};
      if (cookie) {
        const body = JSON.stringify({ cols: 80, rows: 24 });
        const answer = await fetch(url.replace('ws', 'http'), {
          method: 'POST',
          headers: { ...headers, 'content-type': 'application/json' },
          body,
        });
        if (answer.status !== 201) throw new Error(`no terminal: ${await answer.text()}`);
        target = `${url}/${((await answer.json()) as { id: string }).id}`;
      }
      const socket = new WebSocket(target, { headers });
      const close = () => {
        socket.terminate();
        if (cookie) fetch(target.replace('ws', 'http'), { method: 'DELETE', headers }).catch(() => {});
      };
      const window: Window = { socket, onOutput: () => {}, close };
      socket.on('message', (data: Buffer, isBinary) => {
        if (!isBinary) return;
        if (acks && cookie) socket.send(JSON.stringify({ type: 'ack', bytes: data.length }));
        window.onOutput(data);
      });
      await shows(window, 'prompt> ');
      return window;
    },
  };
}

function shows(window: Window, text: string): Promise<void> {
  let tail = '';
  return new Promise((resolve) => {
    window.onOutput = (bytes) => {
      tail = (tail + bytes.toString('latin1')).slice(-4096);
      if (tail.includes(text)) resolve();
    };
  });
}

async function measureEcho(server: Server): Promise<number[]> {
  const window = await server.open();
  const times = await echoes(window);
  window.close();
  return times;
}

/** The same while another terminal of the same server prints as fast as it can. */
async function measureEchoBesideFlood(server: Server): Promise<number[]> {
  const flood = await server.open();
  flood.socket.send(Buffer.from('yes\r'));
  const times = await measureEcho(server);
  flood.close();
  return times;
}

async function measureFirstByte(server: Server): Promise<number[]> {
  const began = performance.now();
  const window = await server.open();
  const took = performance.now() - began;
  window.close();
  return [took];
}

async function echoes(window: Window): Promise<number[]> {
  const times: number[] = [];
  for (let key = 0; key < KEYS / 5; key++) {
    const began = performance.now();
    const echoed = shows(window, 'x');
    window.socket.send(Buffer.from('x'));
    await echoed;
    times.push(performance.now() - began);
  }
  return times;
}

const FLOOD = `head -c ${BULK} /dev/zero | tr '\\0' x; printf 'do%s\\n' ne`;

async function measureBulk(server: Server): Promise<number[]> {
  const window = await server.open();
  const done = shows(window, 'done\r\n');
  const began = performance.now();
  window.socket.send(Buffer.from(`${FLOOD}\r`));
  await done;
  const seconds = (performance.now() - began) / 1000;
  window.close();
  return [BULK / 1e6 / seconds];
}

async function measurePty(): Promise<number> {
  const began = performance.now();
  const one = pty.spawn('bash', ['--norc', '--noprofile', '-c', FLOOD], { encoding: null });
  one.onData(() => {});
  await new Promise<void>((resolve) => one.onExit(() => resolve()));
  return BULK / 1e6 / ((performance.now() - began) / 1000);
}

async function measureCtrlC(server: Server): Promise<number[]> {
  const window = await server.open();
  window.socket.send(Buffer.from('yes\r'));
  await shows(window, 'y\r\ny\r\ny\r\n');
  await sleep(200);
  const back = shows(window, 'prompt> ');
  const began = performance.now();
  window.socket.send(Buffer.from('\x03'));
  await back;
  const took = performance.now() - began;
  window.close();
  return [took];
}

/** Growth in MB of the server's memory while `yes` runs for a browser that stopped reading. */
async function measureStalled(server: Server): Promise<number> {
  const window = await server.open({ acks: false });
  const before = memoryOf(server);
  window.socket.pause();
  window.socket.send(Buffer.from('yes\r'));
  await sleep(10_000);
  const grown = memoryOf(server) - before;
  window.close();
  return Math.max(0.01, grown);
}

/** Compiled code is kept from then on, as it is after a first npm start. */
async function warmUp(file: string): Promise<void> {
  const { child } = await start(file);
  const ended = once(child, 'exit');
  child.kill();
  await ended;
}

/** Memory in MB of the server's processes with so many terminals in which nothing happens. */
async function measureIdle(file: string): Promise<number[]> {
  const server = await start(file, PER_LEARNER.idle);
  const windows: Window[] = [];
  const measured: number[] = [];
  for (const count of COUNTS) {
    while (windows.length < count) windows.push(await server.open());
    await sleep(2000);
    measured.push(memoryOf(server));
  }
  for (const window of windows) window.close();
  server.child.kill();
  return measured;
}

const memoryOf = ({ pids }: Server) => pids.reduce((sum, pid) => sum + privateMegabytes(pid), 0);

async function joinAs(url: URL, number: number): Promise<string> {
  const answer = await fetch(new URL(pathOf(api.learner.join), url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: `Bench ${number}` }),
  });
  if (answer.status !== 201) throw new Error(`nobody joined: ${await answer.text()}`);
  return cookieIn(answer);
}
