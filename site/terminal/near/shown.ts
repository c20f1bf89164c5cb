import type { Terminal } from '@xterm/xterm';
import type { Prediction } from './engine.ts';

/** Draws a prediction over a terminal. It lies on top of what xterm.js draws, whatever that draws with, and the terminal never knows of it. */
export class Shown {
  readonly #terminal: Terminal;
  readonly #layer = document.createElement('div');
  #prediction: Prediction | undefined;

  /** @param terminal one that is open. */
  constructor(terminal: Terminal) {
    this.#terminal = terminal;
    this.#layer.className = 'near';
    // What is only guessed is not read out.
    this.#layer.setAttribute('aria-hidden', 'true');
    terminal.element?.querySelector('.xterm-screen')?.append(this.#layer);
    // This is after it was scrolled, got another size, font or colours, in the same frame.
    terminal.onRender(() => this.#draw());
  }

  show(prediction: Prediction | undefined): void {
    if (prediction === undefined && this.#prediction === undefined) return;
    this.#prediction = prediction;
    this.#draw();
  }

  #draw(): void {
    const cells = this.#prediction ? this.#cells(this.#prediction) : [];
    if (cells.length > 0 || this.#layer.hasChildNodes()) this.#layer.replaceChildren(...cells);
  }

  #cells({ row, cells, from, col }: Prediction): HTMLElement[] {
    const { rows, cols, options, buffer } = this.#terminal;
    const screen = this.#layer.parentElement;
    const y = row - buffer.active.viewportY;
    if (!screen || y < 0 || y >= rows) return [];
    const { theme = {}, fontFamily = '', fontSize = 0 } = options;
    const { style } = this.#layer;
    const [width, height] = [screen.clientWidth / cols, screen.clientHeight / rows];
    style.font = `${fontSize}px/${height}px ${fontFamily}`;
    style.setProperty('--cursor', theme.cursor ?? '');
    style.setProperty('--cursor-text', theme.cursorAccent ?? '');
    style.color = theme.foreground ?? '';
    style.setProperty('--behind', theme.background ?? '');
    const line = buffer.active.getLine(row);
    const textAt = (x: number) => cells.get(x) ?? (line?.getCell(x)?.getChars() || ' ');
    const isWide = (x: number) => cells.get(x + 1) === '' || line?.getCell(x)?.getWidth() === 2;
    // Beside the cells that change, the one that the cursor leaves is painted over, and the one where it will be.
    return [...new Set([...cells.keys(), from, col])]
      .filter((x) => textAt(x) !== '')
      .map((x) => {
        const cell = document.createElement('span');
        cell.textContent = textAt(x);
        cell.classList.toggle('guessed', cells.has(x));
        cell.classList.toggle('cursor', x === col);
        Object.assign(cell.style, {
          left: `${x * width}px`,
          top: `${y * height}px`,
          width: `${width * (isWide(x) ? 2 : 1)}px`,
          height: `${height}px`,
        });
        return cell;
      });
  }
}
