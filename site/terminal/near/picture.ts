import type { Terminal } from '@xterm/xterm';

/** What the engine reads of a screen: the row that the cursor is in. */
export interface Picture {
  /** The text of each cell; a space where there is none, and empty for the right half of a wide character. */
  readonly cells: readonly string[];
  /** Number of the row in the buffer, with all that was scrolled away. */
  readonly row: number;
  /** Column of the cursor; the number of columns when the next character begins a new row. */
  readonly col: number;
  readonly isAlternate: boolean;
  /**
   * Whether a program edits what is typed: it has the alternate screen, or has asked for bracketed paste (as readline does). It reads keys
   * itself. What asks for a secret does neither, nor does the kernel, which may echo one moment and not the next.
   */
  readonly isEdited: boolean;
}

/** The page's terminal and the headless one are the same in this. */
type Pictured = Pick<Terminal, 'cols'> & {
  buffer: Pick<Terminal['buffer'], 'active'>;
  modes: Pick<Terminal['modes'], 'bracketedPasteMode'>;
};

export function pictureOf({ cols, buffer: { active }, modes }: Pictured): Picture {
  const row = active.baseY + active.cursorY;
  const line = active.getLine(row);
  const cell = active.getNullCell();
  const cells = Array.from({ length: cols }, (_, col) => {
    line?.getCell(col, cell);
    return cell.getWidth() === 0 ? '' : cell.getChars() || ' ';
  });
  const isAlternate = active.type === 'alternate';
  return { cells, row, col: active.cursorX, isAlternate, isEdited: isAlternate || modes.bracketedPasteMode };
}
