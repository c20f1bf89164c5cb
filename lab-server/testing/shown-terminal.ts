import unicode11 from '@xterm/addon-unicode11';
import headless from '@xterm/headless';
import { useCharacterWidths } from '../../protocol/character-width.ts';

/** A terminal as a page has it, without the page. */
export class ShownTerminal {
  readonly #terminal: headless.Terminal;

  constructor(cols: number, rows: number) {
    this.#terminal = new headless.Terminal({ cols, rows, allowProposedApi: true, logLevel: 'off' });
    useCharacterWidths(this.#terminal, new unicode11.Unicode11Addon());
  }

  draw(bytes: Uint8Array | string): Promise<void> {
    return new Promise((resolve) => this.#terminal.write(bytes, resolve));
  }

  clear(): void {
    this.#terminal.reset();
  }

  async resize(cols: number, rows: number): Promise<void> {
    await this.draw('');
    this.#terminal.resize(cols, rows);
  }

  /** Everything that a person at the terminal could tell apart: the screen's cells, the cursor, the modes. */
  picture(): unknown {
    const { rows, modes } = this.#terminal;
    const { active } = this.#terminal.buffer;
    const { coreService, coreMouseService, buffers } = (this.#terminal as unknown as { _core: Core })._core;
    const lines = Array.from({ length: rows }, (_, row) => this.#line(active.baseY + row));
    return {
      lines,
      // After a full line the cursor waits on the last column.
      cursor: [Math.min(active.cursorX, this.#terminal.cols - 1), active.cursorY],
      hidden: coreService.isCursorHidden,
      buffer: active.type,
      margins: [buffers.active.scrollTop, buffers.active.scrollBottom],
      mouse: coreMouseService.activeEncoding,
      modes: { ...modes },
    };
  }

  #line(number: number): string {
    const line = this.#terminal.buffer.active.getLine(number);
    const cells: string[] = [];
    for (let x = 0; x < this.#terminal.cols; x++) {
      const cell = line?.getCell(x);
      if (!cell || cell.getWidth() === 0) continue;
      const blank = cell.getChars() === '' || cell.getChars() === ' ';
      // The text colour of a space cannot be seen.
      const style = [
        !blank && !cell.isFgDefault() && `fg ${cell.isFgRGB() ? 'rgb' : ''}${cell.getFgColor()}`,
        !blank && cell.isBold() && 'bold',
        !blank && cell.isDim() && 'dim',
        !blank && cell.isItalic() && 'italic',
        !cell.isBgDefault() && `bg ${cell.isBgRGB() ? 'rgb' : ''}${cell.getBgColor()}`,
        cell.isInverse() && 'inverse',
        cell.isUnderline() && 'underline',
      ].filter(Boolean);
      cells.push(`${blank ? ' ' : cell.getChars()}${style.length > 0 ? `{${style.join()}}` : ''}`);
    }
    return cells.join('').trimEnd();
  }
}

interface Core {
  coreService: { isCursorHidden: boolean };
  coreMouseService: { activeEncoding: string };
  buffers: { active: { scrollTop: number; scrollBottom: number } };
}
