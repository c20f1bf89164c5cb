import type { InstructorHost, InstructorHostKind } from '../../protocol/desk/instructor-host.ts';
import { Refused } from '../common/refused.ts';
import type { HostMaker } from '../host-maker/contract.ts';
import { HostNotReady } from '../hosts/contract.ts';
import type { KeptClass } from '../store/classes.ts';
import type { KeptInstructor } from '../store/instructors.ts';
import type { Learner } from '../store/learners.ts';
import type { Stores } from '../store/stores.ts';
import type { TerminalKeeper } from '../terminals/keeper.ts';

interface Parts {
  stores: Pick<Stores, 'instructorHosts' | 'instructors' | 'classes' | 'learners' | 'audit' | 'changes'>;
  hosts: Pick<HostMaker, 'status' | 'ensure' | 'release' | 'copy'>;
  terminals: Pick<TerminalKeeper, 'list' | 'open'>;
}

/**
 * The lab host that an instructor has, made after a learner's. It is an extra host (protocol/host-owner.ts), so nothing on it is marked, shown on
 * a wall or recorded. It lasts as long as both are of the class in which it was made.
 */
export class InstructorHosts {
  readonly #parts: Parts;
  /** Instructors whose host is being made. What is known of them is of the one before. */
  readonly #making = new Set<string>();

  constructor(parts: Parts) {
    this.#parts = parts;
    const { changes } = parts.stores;
    changes.on('rights', () => this.#endLost());
    changes.on('learner', () => this.#endLost());
    // A worker may come back with a host that is lost by now.
    changes.on('host', (owner, { state }) => {
      if (state === 'ready' && owner.startsWith('i')) this.#endLost();
    });
    this.#endLost();
  }

  /** Null when the instructor has none. */
  async of({ id }: KeptInstructor): Promise<InstructorHost | null> {
    const { stores, hosts, terminals } = this.#parts;
    const kept = stores.instructorHosts.find(id);
    const status = hosts.status(id);
    const learner = kept && stores.learners.find(kept.learner);
    const group = kept && stores.classes.find(kept.class);
    if (!kept || !status || !learner || !group || this.#isLost(id)) return null;
    return {
      kind: kept.kind,
      at: kept.at,
      learner: { id: learner.id, name: learner.name },
      class: { id: group.id, name: group.name },
      status,
      terminals: (await terminals.list({ learner: id })).map((one) => one.id),
    };
  }

  /** Makes one in the place of the one that there is. @throws HostNotReady */
  async make(
    group: KeptClass,
    learner: Learner,
    by: KeptInstructor,
    kind: InstructorHostKind,
  ): Promise<InstructorHost> {
    const { stores, hosts } = this.#parts;
    if (this.#making.has(by.id)) throw new HostNotReady('Your lab host is being made; wait for it.');
    this.#making.add(by.id);
    try {
      if (kind === 'copy') await this.#copy(learner, by);
      else await this.#makeFresh(learner, by);
      stores.instructorHosts.remove(by.id);
      // The learner may have been erased meanwhile.
      if (stores.learners.find(learner.id)) {
        const at = new Date().toISOString();
        stores.instructorHosts.set({ instructor: by.id, class: group.id, learner: learner.id, kind, at });
        this.#note(group, learner, by, `host.mine-${kind}`);
      }
    } catch (error) {
      // The one before is still there if the other could not even be begun.
      if (hosts.status(by.id)?.state === 'failed') await this.throwAway(by);
      throw error;
    } finally {
      this.#making.delete(by.id);
      this.#endLost();
    }
    const made = await this.of(by);
    if (made) return made;
    throw new HostNotReady('You may not have this lab host any more.');
  }

  /** Gives the learner a copy of the instructor's in the place of theirs. @throws Refused, HostNotReady */
  async give(group: KeptClass, learner: Learner, by: KeptInstructor): Promise<void> {
    const { hosts, stores } = this.#parts;
    const own = await this.of(by);
    if (own?.class.id !== group.id)
      throw new Refused('no-own-host', `You have no lab host of your own for “${group.name}”.`);
    await hosts.copy({ from: by.id, to: learner.id });
    this.#note(group, learner, by, 'host.give');
    stores.changes.emit('help', learner.id);
  }

  async throwAway({ id }: KeptInstructor): Promise<void> {
    this.#parts.stores.instructorHosts.remove(id);
    await this.#parts.hosts.release({ learner: id });
  }

  /** @throws Refused, TooManyTerminals, HostNotReady */
  async openTerminal(by: KeptInstructor, size: { cols: number; rows: number }): Promise<string> {
    await this.require(by);
    return this.#parts.terminals.open({ learner: by.id, size, record: false });
  }

  /** @throws Refused when the instructor has none. */
  async require(by: KeptInstructor): Promise<void> {
    if ((await this.of(by)) === null)
      throw new Refused('no-own-host', 'Get one on the page of a learner at the desk.');
  }

  async #copy(learner: Learner, by: KeptInstructor): Promise<void> {
    await this.#parts.hosts.copy({ from: learner.id, to: by.id });
  }

  async #makeFresh(learner: Learner, by: KeptInstructor): Promise<void> {
    const { hosts } = this.#parts;
    const seed = hosts.status(learner.id)?.seed;
    if (seed === undefined)
      throw new HostNotReady(
        `${learner.name} has had no lab host yet, so there is no scenario to make one of.`,
      );
    await hosts.release({ learner: by.id });
    const { state, reason } = await hosts.ensure({
      learner: by.id,
      before: { seed },
      course: learner.course,
    });
    if (state === 'failed') throw new HostNotReady(reason ?? 'Your lab host could not be made.');
  }

  /** Whether the instructor has lost the class, or the learner has left it. */
  #isLost(instructor: string): boolean {
    const { instructorHosts, classes, learners } = this.#parts.stores;
    const kept = instructorHosts.find(instructor);
    return (
      kept === undefined ||
      !classes.isOf(kept.class, instructor) ||
      learners.find(kept.learner)?.class !== kept.class
    );
  }

  /** Ends hosts that their instructors may not have any more. */
  #endLost(): void {
    const { stores, hosts } = this.#parts;
    for (const one of stores.instructors.list()) {
      const isThere = hosts.status(one.id) !== undefined;
      if (isThere && !this.#making.has(one.id) && this.#isLost(one.id))
        void this.throwAway(one).catch(() => {});
    }
  }

  #note(group: KeptClass, learner: Learner, by: KeptInstructor, action: string): void {
    this.#parts.stores.audit.add({
      class: group.id,
      instructor: by.id,
      learner: learner.id,
      action,
      after: {},
    });
  }
}
