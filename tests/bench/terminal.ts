import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pty from 'node-pty';
import WebSocket from 'ws';
import { percentile, printRows } from './figures.ts';

const BULK = 100_000_000;
const KEYS = 500;

/** A terminal through a web server, as a browser has it. */
interface Window {
  socket: WebSocket;
  /** Called with every piece of output. */
  onOutput: (bytes: Buffer) => void;
  /** Ends its shell too. */
  close(): void;
}

/**
 * Our terminals beside a bare ws + node-pty server and node-pty with no web at all. All three run the same local shell: what
 * a lab host adds is the kernel's and the same for each.
 */
export async function bench(): Promise<void> {
  const [ours, bare] = [await start('ours.ts'), await start('bare.ts')];
  try {
    // In turns, so that a busy moment of the machine meets both.
    const echo = { ours: [] as number[], bare: [] as number[] };
    for (let round = 0; round < 5; round++) {
      echo.ours.push(...(await measureEcho(ours)));
      echo.bare.push(...(await measureEcho(bare)));
    }
    const bulk = { ours: await measureBulk(ours), bare: await measureBulk(bare), pty: await measurePty() };
    const stops: number[] = [];
    for (let round = 0; round < 20; round++) stops.push(await measureCtrlC(ours));
    const stalled = { ours: await measureStalled(ours), bare: await measureStalled(bare) };
    printRows('Terminal, beside a bare ws + node-pty server', [
      {
        what: 'echo p50',
        ours: percentile(echo.ours, 50),
        reference: percentile(echo.bare, 50),
        unit: 'ms',
        reach: '<= 1.2 x',
      },
      {
        what: 'echo p99',
        ours: percentile(echo.ours, 99),
        reference: percentile(echo.bare, 99),
        unit: 'ms',
        reach: '<= 1.2 x',
      },
      { what: 'bulk, against bare server', ours: bulk.ours, reference: bulk.bare, unit: 'MB/s' },
      {
        what: 'bulk, against node-pty alone',
        ours: bulk.ours,
        reference: bulk.pty,
        unit: 'MB/s',
        reach: '>= 0.8 x',
      },
      { what: 'Ctrl-C in a flood, worst of 20', ours: Math.max(...stops), unit: 'ms', reach: '<= 50 ms' },
      {
        what: 'growth, stalled browser, 10 s',
        ours: stalled.ours,
        reference: stalled.bare,
        unit: 'MB',
        reach: '<= 2 MB',
      },
    ]);
  } finally {
    for (const { child } of [ours, bare]) child.kill();
  }
}

interface Server {
  child: ChildProcess;
  /** Opens a new terminal. */
  open(options?: { acks: boolean }): Promise<Window>;
}

async function start(file: string): Promise<Server> {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'servers', file)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(child.stdout, 'data');
  const { url, cookie } = JSON.parse(String(line)) as { url: string; cookie?: string };
  const headers = cookie ? { cookie } : {};
  return {
    child,
    async open({ acks } = { acks: true }) {
      let target = url;
      if (cookie) {
        const body = JSON.stringify({ cols: 80, rows: 24 });
        const answer = await fetch(url.replace('ws', 'http'), {
          method: 'POST',
          headers: { ...headers, 'content-type': 'application/json' },
          body,
        });
        target = `${url}/${((await answer.json()) as { id: string }).id}`;
      }
      const socket = new WebSocket(target, { headers });
      const close = () => {
        socket.terminate();
        if (cookie) void fetch(target.replace('ws', 'http'), { method: 'DELETE', headers });
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
  const times: number[] = [];
  for (let key = 0; key < KEYS / 5; key++) {
    const began = performance.now();
    const echoed = shows(window, 'x');
    window.socket.send(Buffer.from('x'));
    await echoed;
    times.push(performance.now() - began);
  }
  window.close();
  return times;
}

const FLOOD = `head -c ${BULK} /dev/zero | tr '\\0' x; printf 'do%s\\n' ne`;

async function measureBulk(server: Server): Promise<number> {
  const window = await server.open();
  const done = shows(window, 'done\r\n');
  const began = performance.now();
  window.socket.send(Buffer.from(`${FLOOD}\r`));
  await done;
  const seconds = (performance.now() - began) / 1000;
  window.close();
  return BULK / 1e6 / seconds;
}

async function measurePty(): Promise<number> {
  const began = performance.now();
  const one = pty.spawn('bash', ['--norc', '--noprofile', '-c', FLOOD], { encoding: null });
  one.onData(() => {});
  await new Promise<void>((resolve) => one.onExit(() => resolve()));
  return BULK / 1e6 / ((performance.now() - began) / 1000);
}

async function measureCtrlC(server: Server): Promise<number> {
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
  return took;
}

/** Growth in MB of the server's memory while `yes` runs for a browser that stopped reading. */
async function measureStalled(server: Server): Promise<number> {
  const window = await server.open({ acks: false });
  const before = residentMegabytes(server.child.pid);
  window.socket.pause();
  window.socket.send(Buffer.from('yes\r'));
  await sleep(10_000);
  const grown = residentMegabytes(server.child.pid) - before;
  window.close();
  return Math.max(0.01, grown);
}

function residentMegabytes(pid = 0): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1024;
}
