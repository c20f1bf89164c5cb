import type { IBufferLine, ILink, Terminal } from '@xterm/xterm';
import { type Thing, thingsIn } from './things.ts';

const ABOVE = 120;

/** Makes things in the output of a terminal that is open clickable if the lesson has commands for them. */
export function linkThings(terminal: Terminal, chosen: (thing: Thing, at: MouseEvent) => void): void {
  terminal.registerLinkProvider({
    provideLinks(row, give) {
      const line = textOf(terminal, row - 1);
      const above = Array.from(
        { length: Math.min(ABOVE, row - 1) },
        (_, i) => textOf(terminal, row - 2 - i).text,
      );
      give(
        thingsIn(line.text, above).map(({ thing, start, end }): ILink => {
          const cell = (at: number) => (line.cells[at] ?? at) + 1;
          return {
            range: { start: { x: cell(start), y: row }, end: { x: cell(end - 1), y: row } },
            text: line.text.slice(start, end),
            decorations: { underline: true, pointerCursor: true },
            activate: (event) => chosen(thing, event),
          };
        }),
      );
    },
  });
  lookAgain(terminal);
}

/**
 * xterm.js keeps what it found in the row under the pointer until the pointer comes to another row, whatever is written there meanwhile
 * (Linkifier of 6.0). So after each output the pointer seems to come from another row. While it selects, or a program follows it, it does not.
 */
function lookAgain(terminal: Terminal): void {
  const { element } = terminal;
  let written = false;
  terminal.onWriteParsed(() => {
    written = true;
  });
  element?.addEventListener(
    'mousemove',
    ({ target, buttons, clientX, clientY }) => {
      const isOurs = buttons === 0 && terminal.modes.mouseTrackingMode === 'none';
      if (!written || !target || !isOurs) return;
      written = false;
      const { top, height } = element.getBoundingClientRect();
      const row = height / terminal.rows;
      const elsewhere = clientY - top < height / 2 ? clientY + 2 * row : clientY - 2 * row;
      target.dispatchEvent(new MouseEvent('mousemove', { clientX, clientY: elsewhere, bubbles: true }));
    },
    { capture: true },
  );
}

interface LineText {
  text: string;
  /** The cell in which each character stands, since some characters take two cells. */
  cells: number[];
}

function textOf(terminal: Terminal, row: number): LineText {
  const line = terminal.buffer.active.getLine(row);
  return line ? read(line) : { text: '', cells: [] };
}

function read(line: IBufferLine): LineText {
  const read: LineText = { text: '', cells: [] };
  for (let x = 0; x < line.length; x += 1) {
    const cell = line.getCell(x);
    if (!cell || cell.getWidth() === 0) continue;
    const letters = cell.getChars() || ' ';
    for (let i = 0; i < letters.length; i += 1) read.cells.push(x);
    read.text += letters;
  }
  read.text = read.text.trimEnd();
  return read;
}
