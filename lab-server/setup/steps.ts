import type { WriteStream } from 'node:tty';

const WIDTH = 18;

/** Says what is being done: each step once, with its time if it took long. */
export class Steps {
  readonly #out: NodeJS.WriteStream;

  readonly #isOver: () => boolean;

  /** @param isOver true when no further step may begin. */
  constructor(isOver = () => false, out: NodeJS.WriteStream = process.stdout) {
    this.#isOver = isOver;
    this.#out = out;
  }

  /** Whether no further step may begin. */
  get isOver(): boolean {
    return this.#isOver();
  }

  /** Says something between steps, in the place of a line for now. */
  say(name: string, words: string): void {
    this.#line(name, words, false);
  }

  /**
   * Runs a step. `work` may tell what it is doing, and gives the words for its result. The time is added to them if the step
   * took longer than half a second.
   */
  async step(name: string, work: (tell: (doing: string) => void) => Promise<string>): Promise<void> {
    if (this.#isOver()) throw new Error(`stopped before: ${name}`);
    const began = performance.now();
    const seconds = () => (performance.now() - began) / 1000;
    let last = '';
    const tell = (doing: string) => {
      if (doing === last) return;
      last = doing;
      this.#line(name, this.#out.isTTY ? `${doing}…` : `${doing}, after ${seconds().toFixed(0)} s`, true);
    };
    const result = await work(tell);
    this.#line(name, seconds() > 0.5 ? `${result}, ${seconds().toFixed(1)} s` : result, false);
  }

  /** Writes a line for now; in a terminal the next line overwrites it. */
  #line(name: string, words: string, forNow: boolean): void {
    const text = `  ${name.padEnd(WIDTH)} ${words}`;
    if (!this.#out.isTTY) this.#out.write(`${text}\n`);
    else if (!forNow) this.#out.write(`\r\x1b[K${text}\n`);
    // The line is cut to one row, since a second row would stay. A terminal that does not know its width says 0.
    else this.#out.write(`\r\x1b[K${text.slice(0, (this.#out as WriteStream).columns || 80)}`);
  }
}
