import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import path from 'node:path';
import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { ObserveError } from '../../checkers/define.ts';
import { exerciseFiles } from '../course/exercise-files.ts';
import { HostNotReady } from '../hosts/contract.ts';
import { Pty } from '../terminals/pty.ts';
import { LocalHosts } from '../testing/local-hosts.ts';
import { temporaryFolder } from '../testing/temporary.ts';
import { until } from '../testing/terminal-client.ts';
import { connectHostMaker, type RemoteHostMaker } from './client.ts';
import { LocalHostMaker } from './local.ts';
import { hostMakerTable } from './methods.ts';
import { HostMakerServer } from './server.ts';

const ADA = 'l0123456789ab';
const owner = process.getuid?.() ?? 0;

/** A host-maker that listens and whose hosts are this machine, and its log. */
async function start({ ptysOf = owner } = {}) {
  const folder = temporaryFolder();
  const hosts = new LocalHosts(path.join(folder, 'hosts'));
  const [checkersDir = '', exercisesDir = ''] = ['checkers', 'exercises'].map((name) =>
    path.join(import.meta.dirname, '../testing/course', name),
  );
  const maker = new LocalHostMaker({
    hosts,
    exercises: exerciseFiles({ one: { exercisesDir, checkersDir } }),
    owner: ptysOf,
  });
  const log: string[] = [];
  const logger = pino({ level: 'debug' }, { write: (line) => void log.push(line) });
  const file = path.join(folder, 'host-maker.sock');
  const server = new HostMakerServer({
    maker,
    logger,
    file,
    owner,
    onPeer() {},
    news: { say() {}, listening() {}, webEnded() {} },
  });
  await server.listen();
  onTestFinished(() => server.close());
  return { hosts, file, log, server };
}

async function remote(file: string, onClose?: () => void): Promise<RemoteHostMaker> {
  const maker = await connectHostMaker({ socket: file, role: 'web', ...(onClose ? { onClose } : {}) });
  onTestFinished(() => maker.close());
  return maker;
}

/** A connection of a client that keeps to no rules. */
async function rawConnection(file: string): Promise<Socket & { said: string }> {
  const socket = Object.assign(connect(file), { said: '' });
  socket.on('data', (chunk) => {
    socket.said += chunk;
  });
  socket.on('error', () => {});
  onTestFinished(() => void socket.destroy());
  await new Promise((resolve) => socket.once('connect', resolve));
  return socket;
}

test('a host is made, looked at and reset, and its state is told to all', async () => {
  const { hosts, file } = await start();
  const [maker, other] = [await remote(file), await remote(file)];
  expect(maker.status(ADA)).toBeUndefined();
  expect(await maker.ensure({ learner: ADA })).toMatchObject({ state: 'ready', seed: 'lesson' });
  await until(() => other.status(ADA)?.state === 'ready');
  expect(await maker.reset({ learner: ADA })).toMatchObject({ state: 'resetting' });
  await expect(maker.reset({ learner: ADA })).rejects.toThrow(HostNotReady);
  hosts.setStatus(ADA, { state: 'failed', reason: 'The disk is full.' });
  await until(() => other.status(ADA)?.reason === 'The disk is full.');
  await expect((await remote(file)).ensure({ learner: ADA })).resolves.toMatchObject({ state: 'failed' });
});

test('a client that connects later is told of every host', async () => {
  const { hosts, file } = await start();
  hosts.ensure(ADA);
  const maker = await remote(file);
  await until(() => maker.status(ADA)?.state === 'ready');
});

test('facts that are more than the web server reads in one go are refused, with the way out', async () => {
  const { hosts, file } = await start();
  hosts.ensure(ADA);
  const maker = await remote(file);
  writeFileSync(path.join(hosts.folder(ADA), 'word.txt'), 'x'.repeat(4 * 2 ** 20));
  await expect(
    maker.observe({ learner: ADA, course: 'one', exercise: 'word', watching: false }),
  ).rejects.toThrow(/^There is more to see on your lab host than a check takes \(5 MiB, 4 at most\)/);
});

test('an exercise is looked at by its id, and its error is the learner’s to read', async () => {
  const { hosts, file } = await start();
  hosts.ensure(ADA);
  const maker = await remote(file);
  const observed = maker.observe({ learner: ADA, course: 'one', exercise: 'word', watching: false });
  await observed.catch((error) => expect(error).toBeInstanceOf(ObserveError));
  await expect(
    maker.observe({ learner: ADA, course: 'one', exercise: 'no-such', watching: false }),
  ).rejects.toThrow(/no such exercise/);
});

test('watching a host does not count as use', async () => {
  const { hosts, file } = await start();
  hosts.ensure(ADA);
  writeFileSync(path.join(hosts.folder(ADA), 'word.txt'), 'veth\n');
  const maker = await remote(file);
  expect(await maker.observe({ learner: ADA, course: 'one', exercise: 'word', watching: true })).toBe('veth');
  expect(hosts.usedBy).toEqual([]);
  expect(await maker.observe({ learner: ADA, course: 'one', exercise: 'word', watching: false })).toBe(
    'veth',
  );
  expect(hosts.usedBy).toEqual([ADA]);
});

test('a shell runs on a pty of the asker’s own, and the asker is told of its end', async () => {
  const { hosts, file } = await start();
  hosts.ensure(ADA);
  hosts.shellArgv = ['sh', '-c', 'tty; stty size; exit 7'];
  const maker = await remote(file);
  let output = '';
  const left: [string, number][] = [];
  maker.onLeft((...one) => void left.push(one));
  const take = (chunk: Buffer) => {
    output += chunk;
  };
  const pty = new Pty(90, 30, { output: take, hungUp: () => {} });
  const shell = await maker.enter({ learner: ADA, pts: pty.number });
  pty.handOver();
  await until(() => left.length > 0);
  expect(left).toEqual([[shell, 7]]);
  await until(() => output.includes('30 90'));
  expect(output).toContain(`/dev/pts/${pty.number}`);
});

test('a pty of anybody else is refused', async () => {
  const { hosts, file } = await start({ ptysOf: owner + 1 });
  hosts.ensure(ADA);
  const maker = await remote(file);
  const pty = new Pty(80, 24, { output: () => {}, hungUp: () => {} });
  onTestFinished(() => pty.close());
  await expect(maker.enter({ learner: ADA, pts: pty.number })).rejects.toThrow(
    /not one of the terminals' own/,
  );
  await expect(maker.enter({ learner: ADA, pts: 999_999 })).rejects.toThrow();
});

test.for([
  ['nonsense', 'nonsense'],
  ['a learner that is a path', '{"id":1,"method":"enter","params":{"learner":"../../etc","pts":0}}'],
  ['a pty that is a path', '{"id":1,"method":"enter","params":{"learner":"l0123456789ab","pts":"/dev/sda"}}'],
  [
    'a shell with a command line',
    '{"id":1,"method":"enter","params":{"learner":"l0123456789ab","pts":0,"argv":["sh"]}}',
  ],
  [
    'an exercise that is a path',
    '{"id":1,"method":"observe","params":{"learner":"l0123456789ab","exercise":"../../tmp/mine","watching":false}}',
  ],
  [
    'an exercise with a command line',
    '{"id":1,"method":"observe","params":{"learner":"l0123456789ab","exercise":"a","watching":false,"argv":["id"]}}',
  ],
  [
    'a look that is for nobody knows what',
    '{"id":1,"method":"observe","params":{"learner":"l0123456789ab","exercise":"a"}}',
  ],
  ['a command', '{"id":1,"method":"run","params":{"learner":"l0123456789ab","argv":["id"]}}'],
  ['a scenario of its own', '{"id":1,"method":"ensure","params":{"learner":"l0123456789ab","scenario":{}}}'],
  ['all shells', '{"method":"leave","params":{"shell":"*"}}'],
  ['too much to print', `{"method":"say","params":{"text":"${'x'.repeat(40_000)}"}}`],
])('%s ends the connection', async ([, line]) => {
  const { file, log } = await start();
  const socket = await rawConnection(file);
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.write(`${line}\n`);
  await closed;
  expect(socket.said).toBe('');
  expect(log.join('')).toContain('cut off');
});

test('a request without an end is cut off before it fills the memory', async () => {
  const { file } = await start();
  const socket = await rawConnection(file);
  let sent = 0;
  while (!socket.destroyed && sent < 64 * 2 ** 20) {
    socket.write('x'.repeat(16_384));
    sent += 16_384;
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(sent).toBeLessThan(8 * 2 ** 20);
});

test('too many requests at once are refused, and earlier ones are answered', async () => {
  const { hosts, file } = await start();
  hosts.ensure(ADA);
  const maker = await remote(file);
  const all = await Promise.allSettled(
    Array.from({ length: 600 }, () =>
      maker.observe({ learner: ADA, course: 'one', exercise: 'no-such', watching: false }),
    ),
  );
  const reasons = all.map((one) => (one.status === 'rejected' ? String(one.reason) : 'answered'));
  expect(reasons.filter((reason) => reason.includes('no such exercise')).length).toBeGreaterThanOrEqual(256);
  expect(await maker.ensure({ learner: ADA })).toMatchObject({ state: 'ready' });
});

test('another user can’t connect', async () => {
  const { file } = await start();
  const script = `use IO::Socket::UNIX; exit(IO::Socket::UNIX->new(Peer => $ARGV[0]) ? 0 : 1)`;
  const code = (uid: number) =>
    new Promise((resolve) => {
      const argv = [`--reuid=${uid}`, '--clear-groups', 'perl', '-e', script, file];
      spawn('setpriv', argv, { stdio: 'ignore' }).on('exit', resolve);
    });
  expect(await code(owner)).toBe(0);
  expect(await code(65_534)).not.toBe(0);
});

test('when the host-maker goes, open requests fail with the way out', async () => {
  const { hosts, file, server } = await start();
  hosts.setStatus(ADA, { state: 'ready' });
  let isClosed = false;
  const maker = await remote(file, () => {
    isClosed = true;
  });
  await server.close();
  await until(() => isClosed);
  await expect(maker.ensure({ learner: ADA })).rejects.toThrow(/starting again; try again/);
});

test('no request can carry a command line or a path', () => {
  // Every text in a request has only letters, digits and hyphens, except texts that are only printed.
  const printed = ['say', 'listening'];
  const { methods, notes } = hostMakerTable;
  const requests = Object.entries(methods).map(([name, { request }]) => [name, request] as const);
  for (const [name, { shape }] of [...requests, ...Object.entries(notes)]) {
    if (printed.includes(name)) continue;
    for (const [field, schema] of Object.entries(shape)) {
      for (const bad of ['/etc/passwd', 'a b', '-rf', '$(id)', '..', ['sh'], { a: 1 }]) {
        expect(schema.safeParse(bad).success, `${name}.${field} takes ${JSON.stringify(bad)}`).toBe(false);
      }
    }
  }
});
