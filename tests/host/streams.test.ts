import { createServer, request } from 'node:http';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import pino from 'pino';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { boundedText } from '../../lab-server/common/bounded-text.ts';
import { run } from '../../lab-server/common/exec.ts';
import { type OpenStream, StreamError, streamsThrough } from '../../lab-server/host-maker/open-stream.ts';
import { Streams } from '../../lab-server/host-maker/streams.ts';
import { HostAssignments } from '../../lab-server/hosts/assignments.ts';
import { HostPool } from '../../lab-server/hosts/pool.ts';
import { StreamAgent } from '../../lab-server/http/preview/agent.ts';
import type { HostStatus } from '../../protocol/host.ts';
import { Lab } from '../support/lab.ts';

// The web pages and the files of a real lab host, through the web server's socket.

const ADA = 'l0123456789ab';
const logger = pino({ level: 'silent' });
let lab: Lab;
let pool: HostPool;
let streams: Streams;
let open: OpenStream;

beforeAll(async () => {
  lab = await Lab.open('streams');
  const assignments = new HostAssignments(path.join(lab.stateDir, 'assignments.json'));
  pool = new HostPool({ engine: lab.engine, assignments, logger, keep: 0 });
  const file = path.join(lab.stateDir, 'streams.sock');
  streams = new Streams({ hosts: pool, logger, file, owner: 0 });
  await streams.listen();
  open = streamsThrough(file);
  pool.ensure(ADA);
  await becomes('ready');
});
afterAll(async () => {
  await streams?.close();
  await pool?.close();
  await lab?.close();
});

function becomes(state: HostStatus['state']): Promise<void> {
  return vi.waitFor(() => expect(pool.status(ADA)?.state).toBe(state), { timeout: 120_000, interval: 50 });
}

/** As far as it is looked at. */
interface DockerContainer {
  NetworkSettings: {
    Ports: Record<string, { HostPort: string }[] | null>;
    Networks: Record<string, { IPAddress: string }>;
  };
}

async function learner(command: string): Promise<string> {
  const { file, args, env } = lab.engine.shell((await lab.engine.list())[0] as string, command);
  const { code, stdout, stderr } = await run([file, ...args], { env, timeoutMs: 60_000 });
  expect(code, `${command}: ${stderr}`).toBe(0);
  return stdout.trim();
}

function page(address: string, port: number): Promise<string> {
  const agent = new StreamAgent(() => open({ do: 'dial', learner: ADA, address, port }));
  return new Promise<string>((resolve, reject) => {
    const asked = request({ agent, headers: { host: 'page' } }, (response) => resolve(text(response)));
    asked.once('error', reject).end();
  }).finally(() => agent.destroy());
}

test('a container’s page is reached by its own addresses, IPv4 and IPv6, and by a port of the host', async () => {
  const all = JSON.parse(await learner('docker inspect $(docker ps -q)')) as DockerContainer[];
  const [container] = all.filter(({ NetworkSettings: { Ports } }) => Object.values(Ports).some(Boolean));
  const { Ports = {}, Networks = {} } = container?.NetworkSettings ?? {};
  const [inside = '', published] = Object.entries(Ports).find(([, bound]) => bound) ?? [];
  const networks = Object.values(Networks);
  const byAddress = await page(networks[0]?.IPAddress ?? '', Number.parseInt(inside, 10));
  const [hostname = ''] = byAddress.split('\n');
  expect(hostname).toMatch(/^Hostname: \w+/);
  const hostPort = Number(published?.[0]?.HostPort);
  const [ipv4 = '', gua = ''] = pool.status(ADA)?.addresses ?? [];
  for (const address of ['127.0.0.1', ipv4, gua]) expect(await page(address, hostPort)).toContain(hostname);
});

test('a missing target is named in the kernel’s words', async () => {
  const code = (address: string, port: number) =>
    open({ do: 'dial', learner: ADA, address, port }).then(
      () => 'open',
      (error: StreamError) => error.code,
    );
  expect(await code('127.0.0.1', 1)).toBe('ECONNREFUSED');
  expect(await code('203.0.113.9', 80)).toMatch(/^(ENETUNREACH|EHOSTUNREACH|ETIMEDOUT|ECONNREFUSED)$/);
});

test('it is the host’s own loopback, not the machine’s', async () => {
  const machine = createServer((_request, response) => response.end('the machine'));
  await new Promise<void>((resolve) => machine.listen(0, '127.0.0.1', resolve));
  const { port } = machine.address() as { port: number };
  try {
    await expect(page('127.0.0.1', port)).rejects.toThrow(StreamError);
  } finally {
    machine.close();
  }
});

test('no one on the host sees or ends the program that connects', async () => {
  const stream = await open({ do: 'dial', learner: ADA, address: '127.0.0.1', port: await somePort() });
  expect(await learner('sudo pgrep -c perl || true')).toBe('0');
  stream.destroy();
});

async function somePort(): Promise<number> {
  return Number(await learner("ss -Hltn 'sport < 10000' | awk '{ sub(/.*:/, \"\", $4); print $4; exit }'"));
}

test('files are the learner’s own', async () => {
  const bytes = Buffer.alloc(2 ** 20, 'veth');
  const stream = await open({ do: 'put', learner: ADA, name: 'Übung 1.txt', bytes: bytes.length });
  stream.end(bytes);
  expect(await text(stream)).toBe('Übung 1.txt');
  expect(await learner("stat -c '%U %s' '/home/pi/Übung 1.txt'")).toBe(`pi ${bytes.length}`);
  expect(await text(await open({ do: 'get', learner: ADA, name: 'Übung 1.txt' }))).toBe(bytes.toString());
  // Files that only root may read stay unreadable.
  await learner('echo secret | sudo tee /home/pi/roots > /dev/null; sudo chmod 600 /home/pi/roots');
  await expect(open({ do: 'get', learner: ADA, name: 'roots' })).rejects.toThrow('EACCES');
  await learner('ln -s /etc/shadow /home/pi/shadow');
  await expect(open({ do: 'get', learner: ADA, name: 'shadow' })).rejects.toThrow('EACCES');
  for (const [sudo, answer] of [
    [false, /^refused\0EACCES\0$/],
    [true, /^done\0\/etc\/shadow\0[0-9a-f]{64}\0w\0root:/],
  ] as const) {
    const editor = await open({ do: 'edit', learner: ADA, sudo });
    editor.write('read\0/etc/shadow\0\0');
    expect(await text(editor)).toMatch(answer);
  }
  const list = (await text(await open({ do: 'list', learner: ADA }))).split('\0');
  expect(list.map((line) => line.split(' ').slice(2).join(' '))).toContain('Übung 1.txt');
});

test('programs of the host’s own that say something for ever are broken off, and nothing of it is kept', async () => {
  const fake = (name: string, says: string) =>
    learner(
      `printf '#!/bin/sh\n${says}\n' | sudo tee /usr/local/bin/${name}; sudo chmod 755 /usr/local/bin/${name}`,
    );
  const before = process.memoryUsage().rss;
  await fake('find', 'exec yes "1 1 x"');
  const list = await open({ do: 'list', learner: ADA });
  await expect(boundedText(list, { bytes: 2 ** 20, ms: 60_000 })).rejects.toThrow(/more than 1024 KiB/);
  await fake('find', 'exec sleep 1000');
  const silent = await open({ do: 'list', learner: ADA });
  await expect(boundedText(silent, { bytes: 2 ** 20, ms: 500 })).rejects.toThrow(/took longer/);
  // The first shell belongs to the host too. It prints without end before the first line is over.
  await learner('sudo cp -p /bin/sh /bin/sh.real');
  await learner(
    String.raw`printf '#!/bin/sh.real\ncase "$*" in *list*) exec tr "\\0" x < /dev/zero;; esac\nexec /bin/sh.real "$@"\n' | sudo tee /bin/sh.fake; sudo chmod 755 /bin/sh.fake; sudo mv /bin/sh.fake /bin/sh`,
  );
  await expect(open({ do: 'list', learner: ADA })).rejects.toThrow('EMSGSIZE');
  await learner('sudo mv /bin/sh.real /bin/sh; sudo rm /usr/local/bin/find');
  expect(process.memoryUsage().rss - before).toBeLessThan(128 * 2 ** 20);
  expect(await text(await open({ do: 'list', learner: ADA }))).toContain('Übung 1.txt');
  // The programs that were broken off have ended on the host.
  await expect.poll(() => learner('pgrep -c "yes|sleep" || true')).toBe('0');
});

test('a reset ends the streams, and nothing of the old host stays because of them', async () => {
  const stream = await open({ do: 'dial', learner: ADA, address: '127.0.0.1', port: await somePort() });
  const ended = new Promise((resolve) => stream.once('close', resolve));
  stream.resume();
  pool.reset(ADA);
  await ended;
  await becomes('ready');
  expect(await learner('ls /home/pi')).not.toContain('roots');
});
