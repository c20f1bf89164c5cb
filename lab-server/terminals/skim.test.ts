import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ShownTerminal } from '../testing/shown-terminal.ts';
import { printed } from '../testing/terminal-output.ts';
import { skimModes } from './skim.ts';

/** The state in which a terminal is left: its modes, and the look of the next character. */
async function leftBy(output: Uint8Array | string): Promise<unknown> {
  const terminal = new ShownTerminal(20, 5);
  await terminal.draw(output);
  await terminal.draw('\x1b[2J\x1b[1;1HX');
  return terminal.picture();
}

test('a skimmed stretch leaves the terminal in the same state as the whole stretch', async () => {
  // Each of the two buffers has margins of its own, and colours that come back when the other is left. These are not kept.
  const parts = printed.filter((part) => !/r$|1049l$/.test(part));
  await fc.assert(
    fc.asyncProperty(fc.array(parts, { maxLength: 60 }), async (stretch) => {
      const output = stretch.join('');
      expect(await leftBy(skimModes(Buffer.from(output)))).toEqual(await leftBy(output));
    }),
    { numRuns: 100 },
  );
});

test.for([
  ['a bold colour as ls prints it over a background', '\x1b[41m\x1b[01;34m'],
  ['a colour in the form with colons', '\x1b[38:2::10:20:30m'],
  ['a reset in a list', '\x1b[1;41m\x1b[;32m'],
  ['a colour taken away by a soft reset', '\x1b[31m\x1b[!p'],
  ['the alternate screen, left again', '\x1b[?1049h\x1b[?1049l'],
  ['margins', '\x1b[2;4r'],
  ['line drawing', '\x1b(0'],
  ['a full reset', '\x1b[?2004h\x1b[31m\x1bc\x1b[?1h'],
  ['a hidden cursor and a full reset', '\x1b[?25l\x1bc'],
  ['a hidden cursor and a soft reset', '\x1b[?25l\x1b[!p'],
  ['modes set together, and a full reset', '\x1b[?1;25l\x1b[?25;2004h\x1b[?25l\x1bc\x1b[?1h'],
  ['modes set together, one of them set back alone', '\x1b[?1;2004h\x1b[?2004l'],
])('%s', async ([, output = '']) => {
  expect(await leftBy(skimModes(Buffer.from(output)))).toEqual(await leftBy(output));
});

test('a skimmed stretch is short, whatever the stretch was', () => {
  const numbers = Array.from({ length: 50_000 }, (_, number) => `\x1b[?${number}h\x1b[38;5;${number % 256}m`);
  expect(skimModes(Buffer.from(numbers.join(''))).length).toBeLessThan(10_000);
  expect(skimModes(Buffer.alloc(1e6, 'text ')).toString('latin1')).toBe('\x18');
});

test('a stretch that begins inside a sequence does not continue that sequence', async () => {
  const terminal = new ShownTerminal(20, 5);
  await terminal.draw('\x1b[3');
  await terminal.draw(skimModes(Buffer.from('1mred')));
  await terminal.draw('plain');
  expect(JSON.stringify(terminal.picture())).toContain('"plain"');
});
