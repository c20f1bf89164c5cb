import type headless from '@xterm/headless';

type Screen = headless.IBuffer;
type Line = headless.IBufferLine;

/** How text is drawn: the text of a cell, or the text that will be printed next. */
type Style = Pick<
  headless.IBufferCell,
  | 'getFgColorMode'
  | 'getFgColor'
  | 'isFgRGB'
  | 'isFgDefault'
  | 'getBgColorMode'
  | 'getBgColor'
  | 'isBgRGB'
  | 'isBgDefault'
  | 'isBold'
  | 'isDim'
  | 'isItalic'
  | 'isUnderline'
  | 'isBlink'
  | 'isInverse'
  | 'isInvisible'
  | 'isStrikethrough'
  | 'isOverline'
>;

/** Members that xterm.js has at run time and leaves out of its types. */
interface Internals {
  coreService: { isCursorHidden: boolean };
  coreMouseService: { activeEncoding: string };
  buffers: { active: { scrollTop: number; scrollBottom: number } };
  _inputHandler: { _curAttrData: Style };
}

const mouseEncodings: Record<string, string> = { SGR: '?1006h', SGR_PIXELS: '?1016h' };
const mouseTracking = { none: '', x10: '?9h', vt200: '?1000h', drag: '?1002h', any: '?1003h' };

/**
 * Bytes that make any terminal of the same size show the same as this one: the screen, the cursor and its colours, margins and modes, and as
 * much of the scrollback as fits into `most` bytes. Undefined when not even the screen fits.
 *
 * The serialize addon of xterm.js misplaces the cursor at the end of a line, draws stray characters where a wrapped line
 * was erased, and leaves out margins, coloured empty lines and the mouse's encoding.
 */
export function draw(terminal: headless.Terminal, most: number): string | undefined {
  const { normal, active } = terminal.buffer;
  const parts = [screen(normal, terminal)];
  if (active !== normal) {
    parts.push(place(normal.cursorY, normal.cursorX), csi('?1049h'), csi('H'), screen(active, terminal));
  }
  parts.push(state(terminal));
  // RIS first, so that nothing that was there before shows through.
  let drawing = parts.join('');
  let size = Buffer.byteLength(drawing) + 2;
  if (size > most) return undefined;
  for (let number = normal.baseY - 1; number >= 0; number--) {
    const line = row(normal, number, terminal.cols);
    size += Buffer.byteLength(line);
    if (size > most) break;
    drawing = line + drawing;
  }
  return `\x1bc${drawing}`;
}

function screen(buffer: Screen, { rows, cols }: headless.Terminal): string {
  const lines = Array.from({ length: rows }, (_, number) =>
    row(buffer, buffer.baseY + number, cols, number === rows - 1),
  );
  return lines.join('');
}

/** One line and the way to the next. It ends without a colour, since a new line on the screen takes the colour in force. */
function row(buffer: Screen, number: number, cols: number, isLast = false): string {
  const line = buffer.getLine(number);
  const wraps = !isLast && buffer.getLine(number + 1)?.isWrapped === true;
  const text = line ? cells(line, cols, wraps) : '';
  return wraps || isLast ? text : `${text}\r\n`;
}

/** `whole`: up to the edge, so that the next character goes to the next line by itself. */
function cells(line: Line, cols: number, whole: boolean): string {
  const first = line.getCell(0);
  // A colourless space makes the line before it wrap. Without a character the line would not wrap, and a coloured one would fill the whole new line.
  let text = line.isWrapped && first && (first.getCode() === 0 || sgr(first) !== '0') ? ' \r' : '';
  let style = '0';
  const wear = (wanted: string) => {
    if (wanted !== style) text += csi(`${wanted}m`);
    style = wanted;
  };
  let empty = 0;
  /** Cells that are empty but for perhaps a background, which erasing gives them. */
  const skip = (atEnd: boolean) => {
    if (empty === 0) return;
    if (style !== '0') text += csi(`${empty}X`);
    if (!atEnd) text += csi(`${empty}C`);
    empty = 0;
  };
  for (let x = 0; x < cols; x++) {
    const cell = line.getCell(x);
    if (!cell || cell.getWidth() === 0) continue;
    const wanted = sgr(cell);
    const isEmpty = cell.getCode() === 0 && !whole && !isSeenEmpty(cell);
    if (!isEmpty || wanted !== style) skip(false);
    wear(wanted);
    if (isEmpty) empty++;
    else text += cell.getChars() || ' ';
  }
  skip(true);
  wear('0');
  return text;
}

/** Erasing leaves nothing but a background; overwriting half of a wide character can leave more. */
function isSeenEmpty(style: Style): boolean {
  const marks = [style.isUnderline(), style.isInverse(), style.isStrikethrough(), style.isOverline()];
  return marks.some(Boolean);
}

/** The style that is in force for the text printed next. */
function state(terminal: headless.Terminal): string {
  const { rows, cols, modes, buffer } = terminal;
  const core = (terminal as unknown as { _core: Internals })._core;
  const { scrollTop, scrollBottom } = core.buffers.active;
  const { cursorX, cursorY, baseY } = buffer.active;
  const top = modes.originMode ? scrollTop : 0;
  const line = buffer.active.getLine(baseY + cursorY);
  return [
    (scrollTop > 0 || scrollBottom < rows - 1) && csi(`${scrollTop + 1};${scrollBottom + 1}r`),
    modes.originMode && csi('?6h'),
    cursorX < cols || !line ? place(cursorY - top, cursorX) : lastCell(line, cursorY - top, cols),
    csi(`${sgr(core._inputHandler._curAttrData)}m`),
    modes.applicationCursorKeysMode && csi('?1h'),
    modes.applicationKeypadMode && csi('?66h'),
    modes.bracketedPasteMode && csi('?2004h'),
    modes.insertMode && csi('4h'),
    modes.reverseWraparoundMode && csi('?45h'),
    modes.sendFocusMode && csi('?1004h'),
    !modes.wraparoundMode && csi('?7l'),
    csi(mouseTracking[modes.mouseTrackingMode]),
    csi(mouseEncodings[core.coreMouseService.activeEncoding] ?? ''),
    // RIS leaves a hidden cursor hidden.
    csi(core.coreService.isCursorHidden ? '?25l' : '?25h'),
  ]
    .filter(Boolean)
    .join('');
}

function place(y: number, x: number): string {
  return csi(`${y + 1};${x + 1}H`);
}

/** Behind a full line the cursor waits for one more character; only printing its last brings it there. */
function lastCell(line: Line, y: number, cols: number): string {
  const half = line.getCell(cols - 1)?.getWidth() === 0 ? 1 : 0;
  const cell = line.getCell(cols - 1 - half);
  return `${place(y, cols - 1 - half)}${cell ? csi(`${sgr(cell)}m`) : ''}${cell?.getChars() || ' '}`;
}

/** The parameters of SGR for a style. */
function sgr(style: Style): string {
  const codes = [
    '0',
    style.isBold() && '1',
    style.isDim() && '2',
    style.isItalic() && '3',
    style.isUnderline() && '4',
    style.isBlink() && '5',
    style.isInverse() && '7',
    style.isInvisible() && '8',
    style.isStrikethrough() && '9',
    style.isOverline() && '53',
    !style.isFgDefault() && colour(30, style.getFgColorMode(), style.getFgColor(), style.isFgRGB()),
    !style.isBgDefault() && colour(40, style.getBgColorMode(), style.getBgColor(), style.isBgRGB()),
  ];
  return codes.filter(Boolean).join(';');
}

/** xterm.js tells the 16 old colours from the same colours among the 256, since bold makes only the old ones bright. */
const PALETTE_16 = 1 << 24;

function colour(first: 30 | 40, mode: number, value: number, isRgb: boolean | number): string {
  if (isRgb) return `${first + 8};2;${value >> 16};${(value >> 8) & 255};${value & 255}`;
  if (mode === PALETTE_16) return String(value < 8 ? first + value : first + 60 + value - 8);
  return `${first + 8};5;${value}`;
}

function csi(sequence: string): string {
  return sequence && `\x1b[${sequence}`;
}
