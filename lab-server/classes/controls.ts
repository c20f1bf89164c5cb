import type { Control } from '../../protocol/class.ts';

interface Kept extends Control {
  /** The instructor's id. */
  instructor: string;
}

interface Parts {
  /** Lets instructors type into these terminals, and no others. */
  grant(terminals: string[]): void;
  onChange(learner: string): void;
}

/** Which instructor asks to type into which learner's terminal, and may. One at a time for each learner; nothing of it outlives the web server. */
export class Controls {
  readonly #parts: Parts;
  readonly #byLearner = new Map<string, Kept>();

  constructor(parts: Parts) {
    this.#parts = parts;
    // Those that another web server granted, which ended, are no more.
    parts.grant([]);
  }

  of(learner: string): Control | null {
    const { terminal, by, state } = this.#byLearner.get(learner) ?? {};
    return terminal && by && state ? { terminal, by, state } : null;
  }

  ask(learner: string, terminal: string, { id, name }: { id: string; name: string }): Control {
    this.#set(learner, { terminal, by: name, instructor: id, state: 'asked' });
    return this.of(learner) as Control;
  }

  /** The learner's answer; false when nobody asks. */
  answer(learner: string, allow: boolean): boolean {
    const asked = this.#byLearner.get(learner);
    if (asked?.state !== 'asked') return false;
    this.#set(learner, allow ? { ...asked, state: 'granted' } : undefined);
    return true;
  }

  /** From either side; nothing when there was none. */
  end(learner: string): void {
    if (this.#byLearner.has(learner)) this.#set(learner, undefined);
  }

  /** Ends those of instructors who look no more. @param onlookers which instructor looks at which learner, by name. */
  keepOnly(onlookers: readonly { learner: string; by: string }[]): void {
    for (const [learner, { by, state }] of this.#byLearner) {
      const looks = onlookers.some((one) => one.learner === learner && one.by === by);
      if (state === 'granted' && !looks) this.end(learner);
    }
  }

  #set(learner: string, control: Kept | undefined): void {
    if (control) this.#byLearner.set(learner, control);
    else this.#byLearner.delete(learner);
    const granted = [...this.#byLearner.values()].filter(({ state }) => state === 'granted');
    this.#parts.grant(granted.map(({ terminal }) => terminal));
    this.#parts.onChange(learner);
  }
}
