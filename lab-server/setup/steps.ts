import type { WriteStream } from 'node:tty';

const WIDTH = 18;

/** Says what is being done: each step once, with its time when it took any. */
export class Steps {
  readonly #out: NodeJS.WriteStream;

  readonly #isOver: () => boolean;

  /** @param isOver true when no further step may begin. */
  constructor(isOver = () => false, out: NodeJS.WriteStream = process.stdout) {
    this.#isOver = isOver;
    this.#out = out;
  }

  /**
   * Runs a step. `work` may tell what it is about; it gives the words for its result, to which the time is added when it
   * was longer than half a second.
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

  /** A line for now is written over by the next one where the output is a terminal. */
  #line(name: string, words: string, forNow: boolean): void {
    const text = `  ${name.padEnd(WIDTH)} ${words}`;
    if (!this.#out.isTTY) this.#out.write(`${text}\n`);
    else if (!forNow) this.#out.write(`\r\x1b[K${text}\n`);
    // Cut to one row, for a second one would stay; a terminal that does not know its width says 0.
    else this.#out.write(`\r\x1b[K${text.slice(0, (this.#out as WriteStream).columns || 80)}`);
  }
}
