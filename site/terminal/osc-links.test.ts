import headless from '@xterm/headless';
import type { Terminal } from '@xterm/xterm';
import { expect, test } from 'vitest';
import { linkByPrograms, MOST_LINKS } from './osc-links.ts';

/** A member that xterm.js has at run time and leaves out of its types. */
interface Internals {
  _core: { _oscLinkService: { _dataByLinkId: Map<number, unknown> } };
}

async function print(output: string): Promise<number> {
  const terminal = new headless.Terminal({ cols: 80, rows: 24, scrollback: 100, allowProposedApi: true });
  linkByPrograms(terminal as unknown as Terminal, () => {});
  await new Promise<void>((drawn) => terminal.write(output, drawn));
  return (terminal as unknown as Internals)._core._oscLinkService._dataByLinkId.size;
}
const link = '\x1b]8;;http://a.example/\x07a\x1b]8;;\x07';

test('a terminal has a thousand links at once, however often a line is printed anew', async () => {
  expect(await print(link.repeat(3))).toBe(3);
  expect(await print(`${link}\r`.repeat(MOST_LINKS * 3))).toBe(MOST_LINKS);
});

test('a link whose address ends with a semicolon is one of them', async () => {
  const odd = '\x1b]8;;http://a.example/;\x07a\x1b]8;;\x07';
  expect(await print(`${odd}\r`.repeat(MOST_LINKS * 2))).toBe(MOST_LINKS);
});

test('links of lines that have left the scrollback make room for others', async () => {
  expect(await print(`${`${link}\r`.repeat(MOST_LINKS * 2)}${'\n'.repeat(200)}${link.repeat(5)}`)).toBe(5);
});
