/** Most bytes that are held for one terminal. What is typed beyond them is dropped, as a terminal's own line takes 4096 (termios(3)). */
export const MOST_HELD = 4096;

type Type = (bytes: Buffer) => void;

interface Held {
  learner: string;
  pieces: Buffer[];
  size: number;
  type: Type;
}

/** What learners type while their class is paused. It reaches their terminals, in order, when they may go on. */
export class HeldInput {
  readonly #held = new Map<string, Held>();

  /** @param type types into the terminal. */
  hold({ learner, terminal }: { learner: string; terminal: string }, bytes: Buffer, type: Type): void {
    const held = this.#held.get(terminal) ?? { learner, pieces: [], size: 0, type };
    const taken = bytes.subarray(0, MOST_HELD - held.size);
    held.pieces.push(taken);
    this.#held.set(terminal, { ...held, size: held.size + taken.length, type });
  }

  /** Types what was held for every learner who is not paused any more. */
  release(paused: ReadonlySet<string>): void {
    for (const [terminal, { learner, pieces, type }] of this.#held) {
      if (paused.has(learner)) continue;
      this.#held.delete(terminal);
      type(Buffer.concat(pieces));
    }
  }
}
