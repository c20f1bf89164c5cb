import unicode11 from '@xterm/addon-unicode11';
import headless from '@xterm/headless';
import { characterWidths, useCharacterWidths } from '../../../protocol/character-width.ts';
import { Engine } from './engine.ts';
import { pictureOf } from './picture.ts';

/** ms that the server waits for an echo. */
const ECHO_TIME = 50;

/** A program behind a terminal: what it prints for a key. */
export type Program = (key: string) => { ms: number; text: string }[];

/** A terminal far away, for tests, in a time of its own: the headless xterm.js, the engine, and a program behind a slow line. */
export class FarTerminal {
  readonly terminal: headless.Terminal;
  readonly engine: Engine;
  /** All text that was ever drawn over it. */
  guessed = '';
  /** Called after each event at the near end. */
  onChange: () => void = () => {};
  readonly #delay: () => number;
  readonly #events: { at: number; run: () => void | Promise<void> }[] = [];
  #now = 0;
  #printed = Number.NEGATIVE_INFINITY;
  /** When the last message arrives, there and here: none overtakes another. */
  readonly #last = { there: Number.NEGATIVE_INFINITY, here: Number.NEGATIVE_INFINITY };

  /** @param delay of the next message, in ms. */
  constructor(size: { cols: number; rows: number }, delay: () => number) {
    this.#delay = delay;
    this.terminal = new headless.Terminal({ ...size, allowProposedApi: true, logLevel: 'off' });
    useCharacterWidths(this.terminal, new unicode11.Unicode11Addon());
    const widths = characterWidths(new unicode11.Unicode11Addon());
    this.engine = new Engine(
      () => pictureOf(this.terminal),
      (character) => widths.wcwidth(character.codePointAt(0) ?? 0),
    );
  }

  /** Types a key at a time in ms, which `program` is given when it is there. */
  type(at: number, key: string, program: Program): void {
    this.#at(at, () => {
      const count = this.engine.type(key);
      const arrives = this.#arrival('there');
      this.#at(arrives, () => {
        for (const { ms, text } of program(key)) this.print(arrives + ms, text);
        this.#at(arrives + ECHO_TIME, () =>
          this.#at(this.#arrival('here'), () => this.engine.settled(count)),
        );
      });
    });
  }

  /** Has text printed at the far end at a time in ms, behind all that was to be printed before. */
  print(at: number, text: string): void {
    this.#printed = Math.max(at, this.#printed);
    this.#at(this.#printed, () =>
      this.#at(this.#arrival('here'), async () => {
        await new Promise<void>((drawn) => this.terminal.write(text, drawn));
        this.engine.drawn();
      }),
    );
  }

  /** Lets all happen that is to happen. */
  async run(): Promise<void> {
    for (let next = this.#events.shift(); next; next = this.#events.shift()) {
      this.#now = next.at;
      await next.run();
      this.guessed += [...(this.engine.prediction?.cells.values() ?? [])].join('');
      this.onChange();
    }
  }

  /** The rows of the screen, with what is drawn over them. */
  rows(): string[] {
    const { active } = this.terminal.buffer;
    const { prediction } = this.engine;
    return Array.from({ length: active.length }, (_, row) => {
      if (row !== prediction?.row) return active.getLine(row)?.translateToString(true) ?? '';
      const cells = [...pictureOf(this.terminal).cells];
      for (const [col, text] of prediction.cells) cells[col] = text;
      return cells.join('').trimEnd();
    });
  }

  #arrival(way: 'there' | 'here'): number {
    this.#last[way] = Math.max(this.#now + this.#delay(), this.#last[way]);
    return this.#last[way];
  }

  #at(at: number, run: () => void | Promise<void>): void {
    const behind = this.#events.findIndex((event) => event.at > at);
    this.#events.splice(behind < 0 ? this.#events.length : behind, 0, { at, run });
  }
}
