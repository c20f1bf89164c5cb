/** How the row of the cursor looks, or will look after a key. */
export interface Line {
  readonly cells: readonly string[];
  readonly col: number;
  /** The columns from the first to behind the last character that was typed here. Beyond them nothing is known of what keys do. */
  readonly start: number;
  readonly end: number;
}

const LEFT = ['\x1b[D', '\x1bOD'];
const RIGHT = ['\x1b[C', '\x1bOC'];
const BACKSPACE = '\x7f';

/**
 * The row after a key, in a program that edits a line as readline does; undefined where it can't be told.
 * @param width cells that a character takes.
 */
export function after(line: Line, key: string, width: (character: string) => number): Line | undefined {
  if (key === BACKSPACE) return withoutLast(line);
  if (LEFT.includes(key)) return line.col > line.start ? { ...line, col: leftOf(line) } : undefined;
  if (RIGHT.includes(key)) {
    const step = line.cells[line.col + 1] === '' ? 2 : 1;
    return line.col < line.end ? { ...line, col: line.col + step } : undefined;
  }
  let now: Line | undefined = line;
  for (const character of key) now = now && withCharacter(now, character, width(character));
  return now;
}

const leftOf = ({ cells, col }: Line): number => (cells[col - 1] === '' ? col - 2 : col - 1);

/** A row whose last cell is in use goes on in the next one, so a change in it moves that too. */
const isFull = ({ cells }: Line): boolean => cells.at(-1) !== ' ';

function withoutLast(line: Line): Line | undefined {
  if (line.col <= line.start || isFull(line)) return undefined;
  const col = leftOf(line);
  const width = line.col - col;
  const cells = line.cells.toSpliced(col, width).concat(Array(width).fill(' '));
  return { ...line, cells, col, end: line.end - width };
}

function withCharacter(line: Line, character: string, width: number): Line | undefined {
  const isPrintable = /^[^\p{C}\p{M}]$/u.test(character) && width > 0;
  const { cells, col } = line;
  // Terminals differ in what they do at the right margin.
  if (!isPrintable || col + width >= cells.length) return undefined;
  if (cells.slice(-width).some((cell) => cell !== ' ')) return undefined;
  const inserted = width === 2 ? [character, ''] : [character];
  return {
    ...line,
    cells: cells.slice(0, -width).toSpliced(col, 0, ...inserted),
    col: col + width,
    end: line.end + width,
  };
}
