import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ShownTerminal } from '../testing/shown-terminal.ts';
import { printed } from '../testing/terminal-output.ts';
import { Emulator } from './emulator.ts';

async function bothOf(output: Uint8Array, cols = 40, rows = 12) {
  const emulator = new Emulator(cols, rows);
  await new Promise<void>((resolve) => emulator.write(Buffer.from(output), resolve));
  const [truth, redrawn] = [new ShownTerminal(cols, rows), new ShownTerminal(cols, rows)];
  await truth.draw(output);
  // Something was on the screen before, and must not show through.
  await redrawn.draw('\x1b[?1049h\x1b[?25l\x1b[?1000h\x1b[2;5r\x1b[41mold');
  await redrawn.draw(emulator.picture(1e6) ?? '');
  emulator.dispose();
  return { truth, redrawn };
}

test('a picture draws the same as the output, whatever the output was', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(printed, { maxLength: 60 }), async (parts) => {
      const { truth, redrawn } = await bothOf(Buffer.from(parts.join('')));
      expect(redrawn.picture()).toEqual(truth.picture());
    }),
    { numRuns: 150 },
  );
});

test.for([
  ['a cursor that was hidden and, by a reset, shown again', '\x1b[?25l\x1bc'],
  ['a cursor that was hidden and, by a soft reset, shown again', '\x1b[?25l\x1b[!p'],
  ['margins', 'top\x1b[3;8r\x1b[5;5Hhere'],
  ['margins with the origin in them', '\x1b[3;8r\x1b[?6h\x1b[2;4Hhere'],
  ['the alternate screen, with what is under it', 'under\x1b[?1049h\x1b[3;3Hover'],
  ['a line that is full to its edge', 'x'.repeat(40)],
])('%s', async ([, output]) => {
  const { truth, redrawn } = await bothOf(Buffer.from(output ?? ''));
  expect(redrawn.picture()).toEqual(truth.picture());
  for (const terminal of [truth, redrawn]) await terminal.draw('\n\n\n\n\n\n\n\nand on');
  expect(redrawn.picture()).toEqual(truth.picture());
});

test('the screen under the alternate screen is back afterwards', async () => {
  const { truth, redrawn } = await bothOf(Buffer.from('under\x1b[?1049h\x1b[3;3Hover'));
  for (const terminal of [truth, redrawn]) await terminal.draw('\x1b[?1049l again');
  expect(redrawn.picture()).toEqual(truth.picture());
  expect(JSON.stringify(redrawn.picture())).toContain('under again');
});

test('output that xterm.js throws for does no harm', async () => {
  const emulator = new Emulator(40, 12);
  for (const output of ['\x1b[12;40Hx\x1b[1J', 'and on']) {
    await new Promise<void>((resolve) => emulator.write(Buffer.from(output), resolve));
  }
  expect(emulator.picture(1e6)?.toString()).toContain('and on');
});

test('a picture is never longer than allowed, and at worst there is none', async () => {
  const emulator = new Emulator(80, 24);
  const text = Array.from({ length: 2000 }, (_, number) => `line ${number}\r\n`).join('');
  await new Promise<void>((resolve) => emulator.write(Buffer.from(text), resolve));
  const whole = emulator.picture(1e6)?.toString() ?? '';
  expect(whole).toContain('line 1001');
  const less = emulator.picture(5000)?.toString() ?? '';
  expect(less.length).toBeLessThanOrEqual(5000);
  expect(less).toContain('line 1999');
  expect(emulator.picture(10)).toBeUndefined();
});
