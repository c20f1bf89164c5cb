import type { HostAtRest, HostInUse, Machine } from '../../protocol/desk/instructor.ts';
import type { HostStatus } from '../../protocol/host.ts';
import { firstOf } from '../../protocol/host-owner.ts';
import { Refused } from '../common/refused.ts';
import type { HostMaker } from '../host-maker/contract.ts';
import type { Audit } from '../store/audit.ts';
import type { Changes } from '../store/changes.ts';
import type { Classes, KeptClass } from '../store/classes.ts';
import type { Instructors, KeptInstructor } from '../store/instructors.ts';
import type { Learner, Learners } from '../store/learners.ts';
import type { Belongings } from './belongings.ts';

interface Parts {
  hosts: Pick<HostMaker, 'capacity' | 'status' | 'ensure' | 'pin' | 'copy' | 'throwAway'>;
  learners: Learners;
  classes: Classes;
  instructors: Instructors;
  belongings: Belongings;
  audit: Audit;
  isOnline(learner: string): boolean;
  /** Tells the pages of a learner about their host. */
  tell(learner: string, status: HostStatus): void;
  changes: Changes;
}

/** The lab hosts of this machine as an instructor sees them: how many, whose, and which can be freed. */
export class HostsInUse {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  async of(instructor: KeptInstructor): Promise<Machine['hosts']> {
    const { learners, kept, memory: _, ...counts } = await this.#parts.hosts.capacity({});
    const atRest = kept.hosts.map((one): HostAtRest => {
      const { state: _, online: __, ...whose } = this.#shown(one.learner, instructor);
      return { ...one, ...whose };
    });
    return {
      ...counts,
      used: learners.map((id) => this.#shown(id, instructor)),
      kept: { most: kept.most, hosts: atRest },
    };
  }

  /** Keeps the learner's host while it is at rest, or no longer. @throws HostNotReady */
  async keep(group: KeptClass, learner: Learner, by: KeptInstructor, pinned: boolean): Promise<void> {
    await this.#parts.hosts.pin({ learner: learner.id, pinned });
    this.#note(group, learner, by, 'host.keep', { pinned });
  }

  /** Gives another learner of the class a copy of the learner's host. @throws Refused, HostNotReady */
  async copy(group: KeptClass, learner: Learner, by: KeptInstructor, to: string): Promise<void> {
    const { hosts, learners } = this.#parts;
    const other = learners.find(to);
    if (other?.class !== group.id || other.id === learner.id)
      throw new Refused('unknown-learner', `“${group.name}” has no other learner ${to}.`);
    await hosts.copy({ from: learner.id, to });
    this.#note(group, learner, by, 'host.copy', { to: other.name });
    this.#note(group, other, by, 'host.copied', { of: learner.name });
  }

  async wake(group: KeptClass, learner: Learner, by: KeptInstructor): Promise<HostStatus> {
    const status = await this.#parts.hosts.ensure({ learner: learner.id, course: learner.course });
    this.#note(group, learner, by, 'host.wake', {});
    return status;
  }

  /** Throws the learner's host away if it is at rest. */
  async throwAway(group: KeptClass, learner: Learner, by: KeptInstructor): Promise<void> {
    await this.#parts.hosts.throwAway({ learner: learner.id });
    this.#note(group, learner, by, 'host.throw-away', {});
  }

  /** Ends the learner's terminals and clears their host away. */
  async free(group: KeptClass, learner: Learner, by: KeptInstructor): Promise<void> {
    const { hosts, belongings, tell } = this.#parts;
    const status = hosts.status(learner.id);
    await belongings.release(learner.id);
    if (status) tell(learner.id, { state: 'failed', ended: 'freed', seed: status.seed, addresses: [] });
    this.#note(group, learner, by, 'host.free', {});
  }

  #note(group: KeptClass, learner: Learner, by: KeptInstructor, action: string, after: object): void {
    const { audit, changes } = this.#parts;
    audit.add({ class: group.id, instructor: by.id, learner: learner.id, action, after });
    changes.emit('help', learner.id);
  }

  #shown(owner: string, { id: instructor }: KeptInstructor): HostInUse {
    const { hosts, learners, classes, instructors, isOnline } = this.#parts;
    const first = firstOf(owner);
    const state = hosts.status(owner)?.state ?? null;
    const whose = first === undefined ? instructors.find(owner) : undefined;
    if (whose) {
      const { name } = whose;
      const none = { class: null, instructors: [], mine: false, online: false };
      return { learner: owner, kind: 'instructors', name, state, ...none };
    }
    const id = first ?? owner;
    const learner = learners.find(id);
    const group = learner?.class == null ? undefined : classes.find(learner.class);
    const mine = group !== undefined && classes.isOf(group.id, instructor);
    const of = group ? classes.instructorsOf(group.id) : [];
    return {
      learner: owner,
      kind: first === undefined ? 'own' : 'second',
      name: mine ? (learner?.name ?? null) : null,
      class: group ? { id: group.id, name: group.name } : null,
      instructors: of.flatMap((one) => instructors.find(one)?.name ?? []),
      mine,
      state,
      online: isOnline(id),
    };
  }
}
