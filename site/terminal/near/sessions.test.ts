import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FarTerminal, type Program } from './simulated.ts';

/** What was typed and printed in a terminal, as asciinema records it: bash 5.2, Vim 9.0 and less 590 of Debian 12, by node-pty. */
const recorded = path.join(import.meta.dirname, 'recorded');
type Event = [seconds: number, kind: 'i' | 'o', data: string];

interface Session {
  cols: number;
  rows: number;
  events: Event[];
}

function read(file: string): Session {
  const [header, ...events] = readFileSync(path.join(recorded, file), 'utf8').trim().split('\n');
  const { width: cols, height: rows } = JSON.parse(header ?? '');
  return { cols, rows, events: events.map((line) => JSON.parse(line)) };
}

/** The rows of a screen on which this was printed, and nothing drawn over it. */
async function without({ cols, rows, events }: Session): Promise<string[]> {
  const far = new FarTerminal({ cols, rows }, () => 0);
  for (const [at, kind, data] of events) if (kind === 'o') far.print(at, data);
  await far.run();
  return far.rows();
}

/** The same session far away. */
async function replayed({ cols, rows, events }: Session, delay: () => number): Promise<FarTerminal> {
  const far = new FarTerminal({ cols, rows }, delay);
  const isKey = ([, kind]: Event) => kind === 'i';
  const first = events.findIndex(isKey);
  for (const [at, , data] of events.slice(0, first)) far.print(at * 1000 - 1000, data);
  for (const [i, [at, kind, data]] of events.entries()) {
    if (kind === 'o') continue;
    const rest = events.slice(i + 1);
    const next = rest.findIndex(isKey);
    const printed = rest.slice(0, next < 0 ? undefined : next);
    const program: Program = () =>
      printed.map(([when, , text]) => ({ ms: Math.max(0, (when - at) * 1000), text }));
    far.type(at * 1000, data, program);
  }
  return far;
}

/** What is drawn lies over the row and the place of the cursor, and is gone when all is answered. */
function watch(far: FarTerminal): void {
  far.onChange = () => {
    const { prediction } = far.engine;
    if (!prediction) return;
    const { baseY, cursorY, cursorX } = far.terminal.buffer.active;
    expect([prediction.row, prediction.from]).toEqual([baseY + cursorY, cursorX]);
  };
}

/** ms of the way there or back. */
const delays = fc.tuple(fc.constantFrom(15, 50, 150), fc.constantFrom(0, 10, 80));
const delaysOf =
  ([least, jitter]: [number, number], random: () => number) =>
  () =>
    least + jitter * random();

/** Numbers from 0 to 1, always the same. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Digits of secrets that are in nothing else that was typed. */
const secrets: Record<string, RegExp> = { 'read-s.cast': /[0-24-9]/, 'typed-ahead.cast': /[379]/ };

test.each(readdirSync(recorded))('%s ends on the same screen however far away it is', async (file) => {
  const session = read(file);
  const end = await without(session);
  let guessed = '';
  await fc.assert(
    fc.asyncProperty(delays, fc.nat(), async (way, seed) => {
      const far = await replayed(session, delaysOf(way, seeded(seed)));
      watch(far);
      await far.run();
      expect(far.rows()).toEqual(end);
      expect(far.engine.prediction).toBeUndefined();
      guessed += far.guessed;
    }),
    { numRuns: 8 },
  );
  expect(guessed).not.toMatch(secrets[file] ?? /\n/);
  expect(guessed).toMatch(/\w/);
});

/** What a random program makes of keys. It has another way after each Enter. */
const WAYS = ['readline', 'kernel', 'secret', 'stars', 'capitals', 'noise'] as const;
type Way = (typeof WAYS)[number];

function randomProgram(ways: readonly Way[]): Program {
  let line: string[] = [];
  let at = 0;
  let entered = 0;
  const now = (): Way => ways[entered % ways.length] ?? 'readline';
  const edit = (key: string): void => {
    if (key === '\x7f' && at > 0) line.splice(--at, 1);
    else if (key === '\x1b[D') at = Math.max(0, at - 1);
    else if (key === '\x1b[C') at = Math.min(line.length, at + 1);
    else if (key >= ' ' && key !== '\x7f') line.splice(at++, 0, key);
  };
  const printed = (key: string): string => {
    if (key === '\r') {
      [line, at] = [[], 0];
      entered++;
      return `\r\n\x1b[?2004${now() === 'kernel' ? 'l' : 'h'}${now()}> `;
    }
    switch (now()) {
      case 'readline': {
        edit(key);
        const rest = line.slice(at).join('');
        const back = rest.length + rest.replaceAll(/[^李]/g, '').length;
        return `\r\x1b[K${now()}> ${line.slice(0, at).join('')}${rest}${back > 0 ? `\x1b[${back}D` : ''}`;
      }
      case 'kernel':
        return key === '\x7f' ? '\b \b' : key.replace('\x1b', '^[');
      case 'secret':
        return '';
      case 'stars':
        return '*';
      case 'capitals':
        return key.toUpperCase();
      case 'noise':
        return key === 'a' ? '\r\nSomething else\r\n' : key;
    }
  };
  return (key) => [{ ms: 2, text: printed(key) }].filter(({ text }) => text !== '');
}

const keys = fc.array(
  fc.tuple(
    fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...'abcde ') },
      { weight: 3, arbitrary: fc.constantFrom('\x7f', '\x1b[D', '\x1b[C', '\r', '李', 'é', '\t', '\x1b[A') },
    ),
    fc.integer({ min: 5, max: 300 }),
  ),
  { minLength: 1, maxLength: 60 },
);

test('random typing into random programs ends on the same screen, and no secret is ever seen', async () => {
  await fc.assert(
    fc.asyncProperty(
      keys,
      fc.array(fc.constantFrom(...WAYS), { minLength: 1, maxLength: 4 }),
      delays,
      fc.nat(),
      async (typed, ways, way, seed) => {
        const size = { cols: 24, rows: 5 };
        const program = randomProgram(ways);
        const begin = '\x1b[?2004hbegin> ';
        const printed: Event[] = [[0, 'o', begin]];
        const far = new FarTerminal(size, delaysOf(way, seeded(seed)));
        far.print(-1000, begin);
        let at = 0;
        for (const [key, gap] of typed) {
          at += gap;
          far.type(at, key, (data) => {
            const answer = program(data);
            for (const { text } of answer) printed.push([0, 'o', text]);
            return answer;
          });
        }
        watch(far);
        const { onChange } = far;
        far.onChange = () => {
          onChange();
          const { baseY, cursorY } = far.terminal.buffer.active;
          const row = far.terminal.buffer.active.getLine(baseY + cursorY)?.translateToString(true) ?? '';
          if (/^(secret|kernel)>/.test(row)) expect(far.engine.prediction).toBeUndefined();
        };
        await far.run();
        expect(far.rows()).toEqual(await without({ ...size, events: printed }));
        expect(far.engine.prediction).toBeUndefined();
      },
    ),
    { numRuns: 150 },
  );
});
