import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { type Lab, startLab } from '../testing/lab.ts';
import { join, type LearnerClient } from '../testing/learner-client.ts';
import { seededBytes, seededNumbers } from '../testing/seeded-bytes.ts';
import { ShownTerminal } from '../testing/shown-terminal.ts';
import { TerminalClient, until } from '../testing/terminal-client.ts';

const MiB = 1024 * 1024;
/** The limits that the protocol promises. */
const HIGH_WATER = 256 * 1024;

/** A terminal that prints exactly these bytes once a first byte is typed, and then echoes what is typed. */
async function openPrinter(lab: Lab, learner: LearnerClient, bytes: Uint8Array): Promise<string> {
  writeFileSync(path.join(learner.folder, 'output'), bytes);
  const script = 'stty raw -echo; : >ready; head -c 1 >/dev/null; cat output; exec cat';
  lab.hosts.shellArgv = ['sh', '-c', `cd ~; ${script}`];
  const id = await learner.openTerminal();
  await until(() => existsSync(path.join(learner.folder, 'ready')));
  return id;
}

test('a window that is dropped again and again misses no byte and gets none twice', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  const output = seededBytes(4 * MiB, 1);
  const draw = seededNumbers(2);
  const id = await openPrinter(lab, ada, output);
  // This window keeps the program from running on while the other is away: it takes all that it may and confirms nothing.
  const slow = new TerminalClient(ada, id, { acks: false });
  await slow.started();

  const chunks: Buffer[] = [];
  let place = 0;
  let drops = 0;
  while (place < output.length) {
    const window = new TerminalClient(ada, id, { from: place });
    const { offset } = await window.started();
    expect(offset).toBe(place);
    if (place === 0 && drops === 0) window.type('x');
    // The window is dropped anywhere: at once, in the middle of a flood, after a megabyte.
    const enough = Math.min(place + Math.floor(draw() ** 3 * MiB), output.length);
    await until(() => window.place >= enough);
    window.socket.terminate();
    await window.closed;
    chunks.push(...window.chunks);
    place = window.place;
    drops++;
  }
  expect(drops).toBeGreaterThan(5);
  expect(Buffer.concat(chunks).equals(output)).toBe(true);
});

test('no window is ever sent more than 256 KiB beyond what it confirmed', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  const output = seededBytes(2 * MiB, 3);
  const window = new TerminalClient(ada, await openPrinter(lab, ada, output), { acks: false });
  const draw = seededNumbers(4);
  let confirmed = 0;
  let most = 0;
  window.onFrame = () => {
    most = Math.max(most, window.received - confirmed);
  };
  await window.started();
  window.type('x');
  while (confirmed < output.length) {
    await until(() => window.received > confirmed);
    const some = Math.ceil(draw() * (window.received - confirmed));
    confirmed += some;
    window.ack(some);
  }
  expect(most).toBeLessThanOrEqual(HIGH_WATER);
  expect(window.bytes.equals(output)).toBe(true);
});

test('a window that confirms nothing gets 256 KiB and no more, and all the rest once it does', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  const output = seededBytes(3 * MiB, 5);
  const window = new TerminalClient(ada, await openPrinter(lab, ada, output), { acks: false });
  await window.started();
  window.type('x');
  await until(() => window.received === HIGH_WATER);
  for (let trip = 0; trip < 20; trip++) await window.roundTrip();
  expect(window.received).toBe(HIGH_WATER);
  window.onFrame = (frame) => {
    if (Buffer.isBuffer(frame)) window.ack(frame.length);
  };
  window.ack(HIGH_WATER);
  await until(() => window.received === output.length);
  expect(window.bytes.equals(output)).toBe(true);
});

test('a slow window costs no more while a fast one reads on, and shows the same in the end', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  const output = lines(6 * MiB);
  const id = await openPrinter(lab, ada, output);
  const slow = new TerminalClient(ada, id, { acks: false });
  const fast = new TerminalClient(ada, id);
  await Promise.all([slow.started(), fast.started()]);
  const shown = new Mirror(slow, 80, 24);
  fast.type('x');
  await until(() => fast.received === output.length);
  expect(fast.bytes.equals(output)).toBe(true);
  await slow.roundTrip();
  expect(slow.received).toBe(HIGH_WATER);

  shown.confirmAll();
  fast.type('the end');
  await until(() => slow.place === output.length + 'the end'.length);
  expect(slow.starts.length, 'it was redrawn').toBeGreaterThan(1);
  expect(await shown.picture()).toEqual(
    await pictureOf(Buffer.concat([output, Buffer.from('the end')]), 80, 24),
  );
});

test('a window that comes back too late is shown the screen as it is, and then goes on', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  const output = Buffer.concat([
    lines(3 * MiB),
    Buffer.from('\x1b[5;10H\x1b[1;31mred\x1b[m 李\x1b[?25l\x1b[?2004h'),
  ]);
  const id = await openPrinter(lab, ada, output);
  const before = new TerminalClient(ada, id);
  const shown = new Mirror(before, 100, 30);
  await before.started();
  before.say({ type: 'resize', cols: 100, rows: 30 });
  before.type('x');
  await until(() => before.place > 100_000);
  before.socket.terminate();
  await before.closed;

  // Waits until all output was printed, which a fast window that comes late shows.
  const other = new TerminalClient(ada, id);
  await until(() => other.place === output.length);

  const after = new TerminalClient(ada, id, { from: before.place });
  shown.follow(after);
  await until(() => after.place === output.length);
  expect(after.starts[0]?.offset).not.toBe(before.place);
  expect(after.starts[0]?.live).toBe(output.length);
  expect(await shown.picture()).toEqual(await pictureOf(output, 100, 30));

  after.type('\x1b[?25h more');
  await until(() => after.place === output.length + 11);
  const more = Buffer.concat([output, Buffer.from('\x1b[?25h more')]);
  expect(await shown.picture()).toEqual(await pictureOf(more, 100, 30));
});

test('a place that the output has not reached is ignored, and all is sent from the beginning', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  const id = await openPrinter(lab, ada, Buffer.from('all of it'));
  const window = new TerminalClient(ada, id, { from: 1_000_000 });
  expect((await window.started()).offset).toBe(0);
  window.type('x');
  await window.shows('all of it');
});

/** Numbered lines in colours, so that no two screens of them are the same. */
function lines(bytes: number): Buffer {
  const parts: string[] = [];
  for (let size = 0, number = 0; size < bytes; number++) {
    const line = `\x1b[3${number % 8}mline ${number} ${'=-'.repeat(number % 60)}\x1b[m\r\n`;
    parts.push(line);
    size += line.length;
  }
  return Buffer.from(parts.join('')).subarray(0, bytes);
}

async function pictureOf(bytes: Uint8Array, cols: number, rows: number): Promise<unknown> {
  const terminal = new ShownTerminal(cols, rows);
  await terminal.draw(bytes);
  return terminal.picture();
}

/** Draws what a window is sent as the protocol says: a `start` that is not its own place clears it first. */
class Mirror {
  readonly #terminal: ShownTerminal;
  #window!: TerminalClient;
  #place = 0;

  constructor(window: TerminalClient, cols: number, rows: number) {
    this.#terminal = new ShownTerminal(cols, rows);
    this.follow(window);
  }

  follow(window: TerminalClient): void {
    this.#window = window;
    window.onFrame = (frame) => {
      if (Buffer.isBuffer(frame)) {
        this.#place += frame.length;
        void this.#terminal.draw(frame);
        return;
      }
      if (frame.offset !== this.#place) void this.#terminal.draw('\x1bc');
      this.#place = frame.offset;
    };
  }

  /** From now on the window confirms all it has drawn. */
  confirmAll(): void {
    const draw = this.#window.onFrame;
    this.#window.onFrame = (frame) => {
      draw(frame);
      if (Buffer.isBuffer(frame)) this.#window.ack(frame.length);
    };
    this.#window.ack(this.#window.received);
  }

  async picture(): Promise<unknown> {
    await this.#terminal.draw('');
    return this.#terminal.picture();
  }
}
