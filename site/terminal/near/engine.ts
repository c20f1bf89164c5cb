import { after, type Line } from './line.ts';
import type { Picture } from './picture.ts';

/** What is drawn over the screen. */
export interface Prediction {
  readonly row: number;
  /** The cells that will be others: the text of each (empty for the right half of a wide character), by its column. */
  readonly cells: ReadonlyMap<number, string>;
  /** Where the cursor is, and where it will be. */
  readonly from: number;
  readonly col: number;
}

/** The row after the key of this number. */
interface Step extends Line {
  readonly key: number;
}

/** A row in which keys are foreseen. */
interface Epoch {
  readonly row: number;
  readonly isAlternate: boolean;
  /** The first is how the row looks now; behind it, how it will look after each key that was not answered yet. */
  readonly steps: [Step, ...Step[]];
  /** Whether the screen has changed as foreseen, which says that keys are echoed here. */
  isProven: boolean;
}

/**
 * Foresees what keys will do to the row of the cursor, as mosh does (Winstein, Balakrishnan: Mosh, USENIX ATC 2012). All is foreseen in
 * epochs. One begins on a screen for which all earlier keys were answered, and is shown once the screen has changed by a key as foreseen. It
 * ends as soon as the row is none of those that were foreseen, and behind a key of which nobody knows what it does. A secret is therefore
 * never shown: programs that edit what is typed do not ask for one, and its first key changes nothing, so the rest is not shown.
 */
export class Engine {
  readonly #look: () => Picture;
  readonly #width: (character: string) => number;
  #epoch: Epoch | undefined;
  /** The number of the last key, of the last that was answered, and of the last that has to be before an epoch begins. */
  #typed = 0;
  #settled = 0;
  #barrier = 0;
  /** Keys behind the barrier. */
  #waiting: { key: number; data: string }[] = [];

  /** @param width cells that a character takes. */
  constructor(look: () => Picture, width: (character: string) => number) {
    this.#look = look;
    this.#width = width;
  }

  /** To be called before a key is sent. Returns its number. */
  type(data: string): number {
    this.#waiting.push({ key: ++this.#typed, data });
    this.#foresee();
    return this.#typed;
  }

  /** To be called whenever output is drawn. */
  drawn(): void {
    if (!this.#epoch) return;
    const { steps, row, isAlternate } = this.#epoch;
    const now = this.#look();
    const isHere = now.isEdited && now.row === row && now.isAlternate === isAlternate;
    const least = steps.findLastIndex(({ key }) => key <= this.#settled);
    const at = isHere ? steps.findIndex((step, i) => i >= least && isSame(step, now)) : -1;
    if (at < 0) this.#end();
    else this.#confirm(this.#epoch, at);
  }

  /** To be called when the output in answer to all keys up to this one is drawn. */
  settled(key: number): void {
    if (key <= this.#settled) return;
    const wasOver = this.#isOver;
    this.#settled = key;
    if (wasOver && !this.#isOver) this.#epoch = undefined;
    else this.drawn();
    this.#foresee();
  }

  /** To be called when the screen has become another by itself, as by a new size. */
  forget(): void {
    this.#epoch = undefined;
    this.#waiting = [];
    this.#barrier = this.#typed;
  }

  /** To be called when keys that were not answered will not be, or not here. */
  begin(): void {
    this.#settled = this.#typed;
    this.forget();
  }

  get prediction(): Prediction | undefined {
    if (!this.#epoch?.isProven || this.#epoch.steps.length === 1) return undefined;
    const { steps, row } = this.#epoch;
    const [now] = steps;
    const then = steps.at(-1) ?? now;
    const cells = new Map([...then.cells.entries()].filter(([col, text]) => text !== now.cells[col]));
    return { row, cells, from: now.col, col: then.col };
  }

  /** Whether the epoch goes no further. What was foreseen in it holds until the screen or an answer says otherwise. */
  get #isOver(): boolean {
    return this.#barrier > this.#settled;
  }

  #confirm(epoch: Epoch, at: number): void {
    const [before] = epoch.steps;
    const now = epoch.steps[at] ?? before;
    // A cursor that moved right stands for a space.
    const isEcho = now.col > before.col || now.cells.some((text, col) => text !== before.cells[col]);
    if (isEcho) epoch.isProven = true;
    epoch.steps.splice(0, at);
  }

  /** Ends the epoch. What is typed meanwhile waits; the next one begins when it was answered. */
  #end(): void {
    if (this.#isOver) this.#epoch = undefined;
    else this.forget();
  }

  #foresee(): void {
    while (!this.#isOver) {
      const [next] = this.#waiting;
      if (!next) return;
      this.#waiting.shift();
      this.#epoch ??= this.#newEpoch();
      const steps = this.#epoch?.steps;
      const line = steps && after(steps.at(-1) ?? steps[0], next.data, this.#width);
      if (line) steps.push({ ...line, key: next.key });
      else this.#barrier = next.key;
    }
  }

  /** There is none where keys may be a secret. */
  #newEpoch(): Epoch | undefined {
    const { cells, col, row, isAlternate, isEdited } = this.#look();
    if (!isEdited) return undefined;
    const now = { cells, col, start: col, end: col, key: this.#settled };
    return { row, isAlternate, steps: [now], isProven: false };
  }
}

const isSame = (line: Line, now: Picture): boolean =>
  line.col === now.col && line.cells.every((text, col) => text === now.cells[col]);
