import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ShownTerminal } from '../testing/shown-terminal.ts';
import { printed } from '../testing/terminal-output.ts';
import { OutputRing } from './ring.ts';
import { Screen } from './screen.ts';

const cols = fc.integer({ min: 5, max: 60 });
const rows = fc.integer({ min: 2, max: 20 });
const size = fc.record({ cols, rows });

/** A screen with its ring, and a terminal that sees every byte. */
class Pair {
  readonly ring = new OutputRing();
  readonly screen: Screen;
  #cols: number;
  #rows: number;
  readonly #truth: ShownTerminal;

  constructor(cols: number, rows: number) {
    this.#cols = cols;
    this.#rows = rows;
    this.#truth = new ShownTerminal(cols, rows);
    this.screen = new Screen(this.ring, cols, rows);
  }

  print(output: Uint8Array): void {
    this.screen.expect(output.length);
    this.ring.append(output);
    void this.#truth.draw(output);
  }

  async resize(cols: number, rows: number): Promise<void> {
    this.screen.resize(cols, rows);
    await this.#truth.resize(cols, rows);
    this.#cols = cols;
    this.#rows = rows;
  }

  async compare(): Promise<void> {
    const { bytes, at } = await this.screen.picture(1e6);
    expect(at).toBe(this.ring.end);
    const redrawn = new ShownTerminal(this.#cols, this.#rows);
    await redrawn.draw(bytes ?? '');
    await this.#truth.draw('');
    expect(redrawn.picture()).toEqual(this.#truth.picture());
  }
}

test('the picture equals a terminal that saw everything, whatever was printed and however it was resized', async () => {
  // xterm.js itself misplaces a wide character that no longer fits at the edge.
  const narrow = printed.filter((part) => !/[李😀]/u.test(part));
  // Something is printed between two sizes, since of sizes with nothing between them only the last is taken.
  const text = fc.array(narrow, { maxLength: 20 }).map((parts) => `.${parts.join('')}`);
  const step = fc.record({ text, resized: fc.option(size) });
  await fc.assert(
    fc.asyncProperty(size, fc.array(step, { maxLength: 6 }), async (first, steps) => {
      const pair = new Pair(first.cols, first.rows);
      for (const { text, resized } of steps) {
        pair.print(Buffer.from(text));
        if (resized) await pair.resize(resized.cols, resized.rows);
      }
      await pair.compare();
      pair.screen.dispose();
    }),
    { numRuns: 100 },
  );
});

test.for([
  ['all at once', async () => {}],
  ['with pauses in which it may draw', () => setImmediate()],
] as const)('a flood of several times the ring leaves the right picture: %s', async ([, pause]) => {
  const pair = new Pair(80, 24);
  pair.print(Buffer.from('\x1b[?2004h\x1b[?25l\x1b[?1002h\x1b[?1006h\x1b[44m'));
  for (let number = 0; number < 40_000; number += 500) {
    const lines = Array.from(
      { length: 500 },
      (_, more) => `line ${number + more} ${'.'.repeat(more % 100)}\r\n`,
    );
    pair.print(Buffer.from(lines.join('')));
    await pause();
  }
  expect(pair.ring.end).toBeGreaterThan(2 * pair.ring.capacity);
  await pair.compare();
  pair.screen.dispose();
});

test('output that comes while the picture is drawn is in the picture or after it', async () => {
  const pair = new Pair(80, 24);
  pair.print(Buffer.from('before\r\n'.repeat(20_000)));
  const picture = pair.screen.picture(1e6);
  pair.print(Buffer.from('\x1b[2Jmeanwhile'));
  const { bytes, at } = await picture;
  const redrawn = new ShownTerminal(80, 24);
  await redrawn.draw(bytes ?? '');
  await redrawn.draw(pair.ring.read(at, 1e6));
  const truth = new ShownTerminal(80, 24);
  await truth.draw(pair.ring.read(0, 1e6));
  expect(redrawn.picture()).toEqual(truth.picture());
});

test('a window dragged for hours costs little, and its last size counts', async () => {
  const pair = new Pair(80, 24);
  for (let width = 0; width < 2500; width++) {
    pair.print(Buffer.from('.'));
    pair.screen.resize(20 + (width % 100), 10);
  }
  pair.screen.resize(33, 10);
  const { bytes } = await pair.screen.picture(1e6);
  const redrawn = new ShownTerminal(33, 10);
  await redrawn.draw(bytes ?? '');
  expect(JSON.stringify(redrawn.picture())).toContain('.'.repeat(33));
});

test('a request for a picture after the end gets none, and keeps nobody waiting', async () => {
  const pair = new Pair(80, 24);
  pair.print(Buffer.from('text\r\n'.repeat(50_000)));
  const begun = pair.screen.picture(1e6);
  pair.screen.dispose();
  expect((await begun).bytes).toBeUndefined();
  expect((await pair.screen.picture(1e6)).bytes).toBeUndefined();
});
