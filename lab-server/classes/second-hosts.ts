import type { HostStatus } from '../../protocol/host.ts';
import { firstOf, secondOf } from '../../protocol/host-owner.ts';
import { Refused } from '../common/refused.ts';
import { isExam } from '../grading/exam.ts';
import type { HostMaker } from '../host-maker/contract.ts';
import type { Stores } from '../store/stores.ts';

interface Parts {
  stores: Pick<Stores, 'settingsOf' | 'learners' | 'changes'>;
  hosts: Pick<HostMaker, 'status' | 'ensure' | 'release'>;
  /** Tells the learner's pages how their second host is; null: there is none. */
  tell(learner: string, status: HostStatus | null): void;
}

/** A second lab host beside a learner's own, for comparing. It is fresh and of the same scenario, and nothing on it is marked. */
export class SecondHosts {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
    const { changes, learners } = parts.stores;
    changes.on('host', (owner, status) => {
      const learner = firstOf(owner);
      if (learner !== undefined) parts.tell(learner, status);
    });
    changes.on('class', ({ id }) => {
      for (const learner of learners.of(id)) this.#endInExam(learner.id);
    });
    changes.on('learner', ({ id }) => this.#endInExam(id));
  }

  /** Null when there is none. */
  of(learner: string): HostStatus | null {
    return this.#parts.hosts.status(secondOf(learner)) ?? null;
  }

  /** Begins to make it, unless it is there. @throws Refused, HostNotReady */
  async begin(learner: string): Promise<HostStatus> {
    this.requireNoExam(learner);
    const status = await this.#parts.hosts.ensure({ learner: secondOf(learner) });
    // An exam may have begun meanwhile.
    this.#endInExam(learner);
    return status;
  }

  /** Throws it away. */
  async end(learner: string): Promise<void> {
    await this.#parts.hosts.release({ learner: secondOf(learner) });
    this.#parts.tell(learner, null);
  }

  /** @throws Refused */
  requireNoExam(learner: string): void {
    if (this.#isInExam(learner))
      throw new Refused('not-in-exam', 'Each has one lab host in an exam. Try again when it is over.');
  }

  #isInExam(learner: string): boolean {
    return isExam(this.#parts.stores.settingsOf(learner)?.exam);
  }

  #endInExam(learner: string): void {
    if (this.of(learner) !== null && this.#isInExam(learner)) void this.end(learner).catch(() => {});
  }
}
