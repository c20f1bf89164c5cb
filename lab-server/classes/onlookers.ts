import type { Changes } from '../store/changes.ts';
import type { Onlooker } from '../terminals/methods.ts';
import type { Controls } from './controls.ts';

interface Parts {
  controls: Controls;
  changes: Changes;
}

/** Knows which instructors look at which terminals just now. */
export class Onlookers {
  readonly #parts: Parts;
  #all: readonly Onlooker[] = [];

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** The onlookers of one learner's terminals. */
  of(learner: string): Onlooker[] {
    return this.#all.filter((one) => one.learner === learner);
  }

  /** An instructor who stops looking may no longer type either. */
  are(all: readonly Onlooker[]): void {
    const { controls, changes } = this.#parts;
    const learners = new Set([...this.#all, ...all].map(({ learner }) => learner));
    this.#all = all;
    controls.keepOnly(all);
    for (const learner of learners) changes.emit('help', learner);
  }
}
