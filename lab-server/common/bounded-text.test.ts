import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import path from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { expect, onTestFinished, test } from 'vitest';
import { StreamError, streamsThrough } from '../host-maker/open-stream.ts';
import { temporaryFolder } from '../testing/temporary.ts';
import { bounded, boundedText, OutOfBounds } from './bounded-text.ts';

const BOUNDS = { bytes: 2048, ms: 60_000 };

/** A stream that says the same for ever, and the number of bytes that were asked of it. */
function endless() {
  const made = { bytes: 0 };
  const stream = new Readable({
    read() {
      made.bytes += 1024;
      this.push(Buffer.alloc(1024, 'x'));
    },
  });
  return { stream, made };
}

test('a stream that ends within its limits is given whole', async () => {
  expect(await boundedText(Readable.from([Buffer.from('one '), Buffer.from('two')]), BOUNDS)).toBe('one two');
});

test('a stream that goes on and on is broken off at the limit, and read no further', async () => {
  const { stream, made } = endless();
  await expect(boundedText(stream, BOUNDS)).rejects.toThrow(/more than 2 KiB.*type find cat head/);
  expect(stream.destroyed).toBe(true);
  expect(made.bytes).toBeLessThan(200 * 1024);
});

test('a stream that says nothing is broken off after its time', async () => {
  const stream = new PassThrough();
  await expect(boundedText(stream, { bytes: 1, ms: 1 })).rejects.toThrow(OutOfBounds);
  expect(stream.destroyed).toBe(true);
});

test('a stream that is passed on is broken off at the limit too', async () => {
  const { stream } = endless();
  let got = 0;
  await expect(async () => {
    for await (const chunk of bounded(stream, BOUNDS)) got += chunk.length;
  }).rejects.toThrow(OutOfBounds);
  expect(got).toBeLessThanOrEqual(BOUNDS.bytes + 1024);
});

/** A host-maker whose program on the host says this first. */
async function saying(what: (socket: Socket) => void) {
  const file = path.join(temporaryFolder(), 'streams.sock');
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', () => what(socket));
  });
  server.listen(file);
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return streamsThrough(file)({ do: 'list', learner: 'l0123456789ab' });
}

test('a first line without end is no answer', async () => {
  const chunk = Buffer.alloc(64 * 1024, 'x');
  let sent = 0;
  const flood = (socket: Socket): void => {
    const more = (): void => {
      sent += chunk.length;
      if (!socket.destroyed && sent < 2 ** 28) socket.write(chunk, more);
    };
    more();
  };
  await expect(saying(flood)).rejects.toThrow(new StreamError('EMSGSIZE'));
  expect(sent).toBeLessThan(2 ** 24);
});

test.each([['{"name":"HostNotReady"'], ['{}'], ['nonsense'], ['<script>'], ['']])(
  'a first line that is no answer, such as %s, is not passed on',
  async (line) => {
    await expect(saying((socket) => socket.write(`${line}\n`))).rejects.toThrow(new StreamError('EPROTO'));
  },
);
