import { expect, onTestFinished, test } from 'vitest';
import type { FromServer } from '../../protocol/terminal.ts';
import { Shells } from '../host-maker/shells.ts';
import { bareEnv } from '../settings/environment.ts';
import { withoutFiles } from '../testing/local-hosts.ts';
import { until } from '../testing/terminal-client.ts';
import { Terminals } from './registry.ts';
import { Terminal } from './terminal.ts';

const size = { cols: 80, rows: 24 };
const owner = process.getuid?.() ?? 0;
const shell = (script: string) => ({
  ...withoutFiles(['bash', '-c', script]),
  env: bareEnv(),
});

async function open(script: string): Promise<Terminal & { readonly ended: boolean }> {
  let ended = false;
  const terminal = new Terminal(size, () => {
    ended = true;
  });
  const shells = new Shells(owner, (_, code) => terminal.left(code));
  const id = await shells.start(shell(script), terminal.pts);
  terminal.entered(() => shells.end(id));
  onTestFinished(async () => {
    terminal.end();
    await until(() => ended);
  });
  return Object.defineProperty(terminal, 'ended', { get: () => ended }) as Terminal & { ended: boolean };
}

/** A window that keeps everything it is sent. */
function look(terminal: Terminal, from = 0) {
  const seen = { bytes: 0, text: '', said: [] as FromServer[], closed: [] as unknown[] };
  const attachment = terminal.attach(
    {
      bytes: (bytes) => {
        seen.bytes += bytes.length;
        seen.text += bytes.toString('latin1');
      },
      say: (message) => void seen.said.push(message),
      close: (code) => void seen.closed.push(code),
    },
    from,
  );
  let confirmed = 0;
  const confirm = (most = Number.POSITIVE_INFINITY) => {
    const bytes = Math.min(most, seen.bytes - confirmed);
    confirmed += bytes;
    expect(attachment.acknowledge(bytes)).toBe(true);
  };
  return { ...attachment, seen, confirm };
}

test('a program that prints without end rests while the only window confirms nothing', async () => {
  const terminal = await open('exec yes');
  const window = look(terminal);
  await until(() => terminal.isPaused);
  expect(window.seen.bytes).toBe(256 * 1024);
  // Beyond the mark there is at most the output of one read.
  expect(terminal.written).toBeLessThan(512 * 1024);
  const written = terminal.written;
  window.acknowledge(100);
  expect(terminal.isPaused).toBe(true);
  window.acknowledge(256 * 1024 - 100);
  await until(() => terminal.written > written);
});

test('a resting program goes on when its last window leaves', async () => {
  const terminal = await open('exec yes');
  const window = look(terminal);
  await until(() => terminal.isPaused);
  const written = terminal.written;
  window.detach();
  await until(() => terminal.written > written + 1024 * 1024);
});

test('one window that reads on keeps the program going', async () => {
  const terminal = await open('exec yes');
  const slow = look(terminal);
  await until(() => terminal.isPaused);
  const written = terminal.written;
  const fast = look(terminal, written);
  await until(() => terminal.written > written);
  fast.detach();
  slow.detach();
});

test('output that a program printed just before it ended is sent to the last byte, also to a slow window', async () => {
  const terminal = await open('head -c 300000 /dev/zero | tr "\\0" x; echo; echo the end; exit 5');
  const window = look(terminal);
  await until(() => terminal.isPaused || terminal.ended);
  await until(() => {
    window.confirm(10_000);
    return window.seen.closed.length > 0;
  });
  expect(window.seen.text.endsWith('x\r\nthe end\r\n')).toBe(true);
  expect(window.seen.text.replaceAll('x', '')).toBe('\r\nthe end\r\n');
  expect(window.seen.said.at(-1)).toEqual({ type: 'exit', code: 5 });
});

test('a program that ends while it rests is noticed, and its last output kept', async () => {
  const terminal = await open('exec yes');
  const window = look(terminal);
  await until(() => terminal.isPaused);
  terminal.end();
  await until(() => terminal.ended);
  expect(window.seen.closed, 'it has not confirmed what it has').toEqual([]);
  await until(() => {
    window.confirm();
    return window.seen.closed.length > 0;
  });
  expect(window.seen.bytes).toBe(terminal.written);
  expect(window.seen.said.at(-1)).toMatchObject({ type: 'exit' });
});

test('an acknowledgement of more than was sent is refused', async () => {
  const terminal = await open('echo hello; exec sleep 60');
  const window = look(terminal);
  await until(() => window.seen.text === 'hello\r\n');
  expect(window.acknowledge(8)).toBe(false);
  expect(window.acknowledge(7)).toBe(true);
  expect(window.acknowledge(1)).toBe(false);
});

test('input for a program that does not read is refused in the end', async () => {
  const terminal = await open('stty raw -echo; exec sleep 60');
  const window = look(terminal);
  let frames = 0;
  while (window.input(Buffer.alloc(64 * 1024, 'x'))) frames++;
  expect(frames).toBeGreaterThanOrEqual(15);
  expect(frames).toBeLessThan(20);
});

test('typing, sizing and ending after the end do no harm', async () => {
  const terminal = await open('true');
  const window = look(terminal);
  await until(() => window.seen.closed.length > 0);
  expect(window.input(Buffer.from('x'))).toBe(true);
  window.resize({ cols: 90, rows: 30 });
  window.detach();
  terminal.end();
});

test("closing ends everybody's shells, seen or not, before it is done", async () => {
  const terminals = new Terminals();
  const shells = new Shells(owner, (id, code) => left(id, code));
  let left: (id: string, code: number) => void = () => {};
  terminals.use({
    enter: ({ learner, pts }) => shells.start(shell(learner === 'c' ? 'true' : 'exec sleep 60'), pts),
    leave: ({ shell }) => shells.end(shell),
    onLeft(listener) {
      left = listener;
      return () => {};
    },
  });
  const ids = [await terminals.open('a', size), await terminals.open('b', size)];
  await terminals.open('c', size);
  await terminals.close();
  expect(terminals.list('a')).toEqual([]);
  expect(terminals.find('b', ids[1] ?? '')).toBeUndefined();
  await new Terminals().close();
});
