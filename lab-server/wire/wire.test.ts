import { fork } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { MOST_WAITING, OutOfPaper, scratchTable, serveScratch } from '../testing/scratch-wire.ts';
import { temporaryFolder } from '../testing/temporary.ts';
import { until } from '../testing/terminal-client.ts';
import type { Channel } from './channel.ts';
import { connectWire } from './client.ts';
import { ipcChannel } from './ipc.ts';
import { jsonLines } from './json-lines.ts';

const LONGEST = 10_000;

interface Opened {
  channel: Channel;
  log: string[];
}

/** A server at the other end of a Unix socket. */
async function overSocket(): Promise<Opened> {
  const log: string[] = [];
  const file = path.join(temporaryFolder(), 'scratch.sock');
  const server = createServer((socket) =>
    serveScratch(jsonLines(socket, LONGEST), (line) => void log.push(line)),
  );
  await new Promise<void>((resolve) => server.listen(file, resolve));
  const socket = connect(file);
  await once(socket, 'connect');
  onTestFinished(async () => {
    socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return { channel: jsonLines(socket, LONGEST), log };
}

/** A server that is a child process. */
async function overIpc(): Promise<Opened> {
  const log: string[] = [];
  const child = fork(path.join(import.meta.dirname, '../testing/scratch-wire.ts'), { silent: true });
  const ended = once(child, 'exit');
  child.stdout?.on('data', (chunk: Buffer) => void log.push(...chunk.toString().trim().split('\n')));
  onTestFinished(async () => {
    child.kill();
    await ended;
  });
  return { channel: ipcChannel(child), log };
}

const gone = () => new Error('It has gone.');

describe.for([
  ['a socket', overSocket],
  ['a channel of Node’s', overIpc],
] as const)('over %s', ([, open]) => {
  test('a method answers, also with nothing', async () => {
    const { channel } = await open();
    const { call } = connectWire(scratchTable, channel, gone);
    expect(await call.double({ count: 21 })).toEqual({ count: 42 });
    expect(await call.page({ number: 1 })).toBe('the only one');
    expect(await call.page({ number: 2 })).toBeUndefined();
  });

  test('answers find their questions in any order', async () => {
    const { channel } = await open();
    const { call } = connectWire(scratchTable, channel, gone);
    const waits = call.wait().catch((error: unknown) => error);
    expect(await Promise.all([call.double({ count: 1 }), call.double({ count: 2 })])).toEqual([
      { count: 2 },
      { count: 4 },
    ]);
    channel.close();
    expect(await waits).toEqual(gone());
  });

  test('an error that the table names comes out the same, any other as an Error that is logged', async () => {
    const { channel, log } = await open();
    const { call } = connectWire(scratchTable, channel, gone);
    const foreseen = call.fail({ kind: 'foreseen' });
    await expect(foreseen).rejects.toThrow(OutOfPaper);
    await expect(foreseen).rejects.toThrow('Put paper in.');
    const other = await call.fail({ kind: 'other' }).catch((error: Error) => error);
    expect(other).toEqual(new Error('It is broken.'));
    await until(() => log.length > 0);
    expect(log).toEqual(['fail: TypeError: It is broken.']);
  });

  test('a call that is cancelled ends at both ends', async () => {
    const { channel, log } = await open();
    const { call } = connectWire(scratchTable, channel, gone);
    const changed = new AbortController();
    const waits = call.wait({}, { signal: changed.signal });
    await until(() => log.includes('waits'));
    changed.abort(new Error('I have changed my mind.'));
    await expect(waits).rejects.toThrow('I have changed my mind.');
    await until(() => log.includes('waits no more'));
    expect(await call.double({ count: 1 })).toEqual({ count: 2 });
    await expect(call.double({ count: 1 }, { signal: changed.signal })).rejects.toThrow('changed my mind');
  });

  test('open calls are ended when the client goes', async () => {
    const { channel, log } = await open();
    const { call } = connectWire(scratchTable, channel, gone);
    const waits = call.wait();
    await until(() => log.includes('waits'));
    channel.close();
    await expect(waits).rejects.toThrow(gone());
    await until(() => log.includes('waits no more'));
    await expect(call.double({ count: 1 })).rejects.toThrow(gone());
  });

  test('a note arrives, and an event is told until nobody listens', async () => {
    const { channel } = await open();
    const { call, tell, on } = connectWire(scratchTable, channel, gone);
    const heard: string[] = [];
    const stop = on('heard', ({ tune }) => void heard.push(tune));
    tell.hum({ tune: 'Veth' });
    await until(() => heard.length > 0);
    stop();
    tell.hum({ tune: 'Bridge' });
    await call.double({ count: 1 });
    expect(heard).toEqual(['Veth']);
  });

  test('calls beyond the most that may wait are refused, and waiting calls go on', async () => {
    const { channel, log } = await open();
    const { call } = connectWire(scratchTable, channel, gone);
    const changed = new AbortController();
    const waiting = Array.from({ length: MOST_WAITING }, () => call.wait({}, { signal: changed.signal }));
    await expect(call.double({ count: 1 })).rejects.toThrow('Too much is asked at once.');
    expect(log.filter((line) => line === 'waits')).toHaveLength(MOST_WAITING);
    changed.abort();
    expect((await Promise.allSettled(waiting)).map(({ status }) => status)).toEqual(
      waiting.map(() => 'rejected'),
    );
    // A call counts until the server has ended it.
    await until(() => log.filter((line) => line === 'waits no more').length === MOST_WAITING);
    expect(await call.double({ count: 1 })).toEqual({ count: 2 });
  });

  test('an answer that does not fit the table is an error', async () => {
    const { channel } = await open();
    const { call } = connectWire(scratchTable, channel, gone);
    await expect(call.lie()).rejects.toThrow(/^The answer to lie is not what was agreed/);
  });

  test.for([
    ['no object', 'double'],
    ['a method that there is not', { id: 0, method: 'treble', params: { count: 1 } }],
    ['a method of every object', { id: 0, method: 'constructor', params: {} }],
    ['a note that there is not', { method: 'double', params: { count: 1 } }],
    ['a note that asks for an answer', { id: 0, method: 'hum', params: { tune: '' } }],
    ['a count that is none', { id: 0, method: 'double', params: { count: '1' } }],
    ['a count that is too large', { id: 0, method: 'double', params: { count: 1001 } }],
    ['more than is asked for', { id: 0, method: 'double', params: { count: 1, by: 3 } }],
    ['more than a message has', { id: 0, method: 'double', params: { count: 1 }, as: 'root' }],
    ['no parameters', { id: 0, method: 'double' }],
    ['a number that is none', { id: -1, method: 'double', params: { count: 1 } }],
    ['nothing to cancel', { method: '$cancel', params: {} }],
  ] as const)('who sends %s is cut off, and what comes after it is not heard', async ([, message]) => {
    const { channel, log } = await open();
    const said: unknown[] = [];
    channel.onMessage((value) => void said.push(value));
    const closed = new Promise<void>((resolve) => channel.onClose(resolve));
    channel.send(message);
    channel.send({ id: 7, method: 'double', params: { count: 1 } });
    await closed;
    await until(() => log.length > 0);
    expect(log).toEqual(['cut off']);
    expect(said).toEqual([]);
  });

  test('two calls with one number are refused', async () => {
    const { channel, log } = await open();
    const closed = new Promise<void>((resolve) => channel.onClose(resolve));
    channel.onMessage(() => {});
    for (let twice = 0; twice < 2; twice++) channel.send({ id: 0, method: 'wait', params: {} });
    await closed;
    await until(() => log.includes('cut off'));
  });
});

test('a client leaves a server that sends something the table does not have', async () => {
  const file = path.join(temporaryFolder(), 'liar.sock');
  const server = createServer((socket) => socket.write('{"method":"sung","params":{}}\n'));
  await new Promise<void>((resolve) => server.listen(file, resolve));
  const socket = connect(file);
  await once(socket, 'connect');
  const { call } = connectWire(scratchTable, jsonLines(socket, LONGEST), gone);
  await expect(call.wait()).rejects.toThrow(gone());
  server.close();
});
