import type { Control } from '../../protocol/class.ts';
import type { Changes } from '../store/changes.ts';
import type { Grant } from '../terminals/methods.ts';

interface Kept extends Control {
  /** The instructor's id. */
  instructor: string;
}

interface Parts {
  /** Lets these instructors type into these terminals, and nobody else. */
  grant(grants: Grant[]): void;
  /** Whether it is a learner of theirs. */
  mayHelp(instructor: string, learner: string): boolean;
  changes: Changes;
}

/**
 * Knows which instructors ask to type into which learners' terminals, and which may. Each learner has one such instructor at a time. None of
 * this outlives the web server.
 */
export class Controls {
  readonly #parts: Parts;
  readonly #byLearner = new Map<string, Kept>();

  constructor(parts: Parts) {
    this.#parts = parts;
    // Consent that was given under an earlier web server, since ended, is void.
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

  /** Takes the learner's answer to the instructor whom their page named. False when nobody asks, or somebody else does by now. */
  answer(learner: string, allow: boolean, by?: string): boolean {
    const asked = this.#byLearner.get(learner);
    if (asked?.state !== 'asked' || (by !== undefined && by !== asked.by)) return false;
    const may = allow && this.#parts.mayHelp(asked.instructor, learner);
    this.#set(learner, may ? { ...asked, state: 'granted' } : undefined);
    return true;
  }

  /** Ends it, for either side. Does nothing when there was none. */
  end(learner: string): void {
    if (this.#byLearner.has(learner)) this.#set(learner, undefined);
  }

  /** Ends the consent given to instructors who no longer look. @param onlookers which instructor looks at which learner, by id. */
  keepOnly(onlookers: readonly { learner: string; instructor: string }[]): void {
    for (const [learner, { instructor, state }] of this.#byLearner) {
      const looks = onlookers.some((one) => one.learner === learner && one.instructor === instructor);
      if (state === 'granted' && !looks) this.end(learner);
    }
  }

  #set(learner: string, control: Kept | undefined): void {
    if (control) this.#byLearner.set(learner, control);
    else this.#byLearner.delete(learner);
    const granted = [...this.#byLearner.values()].filter(({ state }) => state === 'granted');
    this.#parts.grant(granted.map(({ terminal, instructor }) => ({ terminal, instructor })));
    this.#parts.changes.emit('help', learner);
  }
}
