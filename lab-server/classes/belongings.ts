import type { HostMaker } from '../host-maker/contract.ts';
import type { RecordingShelf } from '../recordings/shelf.ts';
import type { TerminalKeeper } from '../terminals/keeper.ts';

interface Parts {
  terminals: Pick<TerminalKeeper, 'list' | 'end'>;
  hosts: Pick<HostMaker, 'release'>;
  shelf: RecordingShelf;
}

/** A learner's belongings outside of the database: a host with terminals, and recordings. */
export class Belongings {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Ends the learner's terminals and gives up their host. */
  async release(learner: string): Promise<void> {
    const { terminals, hosts } = this.#parts;
    for (const { id } of await terminals.list({ learner })) await terminals.end({ learner, id });
    await hosts.release({ learner });
  }

  moveRecordings(from: string, to: string): void {
    this.#parts.shelf.move(from, to);
  }

  eraseRecordings(learner: string) {
    return this.#parts.shelf.removeAll(learner);
  }
}
