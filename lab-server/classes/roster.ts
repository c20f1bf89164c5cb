import type { Erased, LearnerChange, RosterLearner, RosterReport } from '../../protocol/desk/roster.ts';
import { HttpProblem } from '../http/problem.ts';
import type { Audit } from '../store/audit.ts';
import type { Classes, KeptClass } from '../store/classes.ts';
import type { KeptInstructor } from '../store/instructors.ts';
import type { LearnerData } from '../store/learner-data.ts';
import type { Learner, Learners } from '../store/learners.ts';
import { newPersonalCode } from './codes.ts';
import { plainName } from './names.ts';
import { readRoster } from './roster-file.ts';

/** What of a learner's lies elsewhere than in the database. */
export interface Belongings {
  /** Ends their terminals and their host, which is made anew should they come back. */
  release(learner: string): Promise<void>;
  /** Has one learner's recordings be another's. */
  moveRecordings(from: string, to: string): void;
  /** How many there were. */
  eraseRecordings(learner: string): number;
}

interface Parts {
  classes: Classes;
  learners: Learners;
  data: LearnerData;
  audit: Audit;
  belongings: Belongings;
  attemptsOf(learner: string): number;
  /** Called when a learner was let in, renamed, moved or taken out. */
  onChange(learner: Learner, before: Learner): void;
  /** Called when learners were put on the roster. */
  onImport(group: KeptClass): void;
}

/** The roster of each class. Every change is on the audit trail. */
export class Roster {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** By name; who was merged into another is only there as that one. */
  list(group: KeptClass): RosterLearner[] {
    return this.#parts.learners
      .of(group.id)
      .filter(({ state }) => state !== 'merged')
      .map((learner) => this.show(learner));
  }

  show(learner: Learner): RosterLearner {
    const { id, name, externalId, state, personalCode, joinedAt } = learner;
    return {
      id,
      name,
      externalId,
      state,
      personalCode: personalCode ?? '',
      joinedAt: state === 'listed' ? null : joinedAt,
      attempts: this.#parts.attemptsOf(id),
    };
  }

  /** Puts those on the roster who are not on it. @throws RosterError */
  import(group: KeptClass, csv: string, isDryRun: boolean, by: KeptInstructor): RosterReport {
    const names = this.list(group).map(({ name }) => name);
    const report = readRoster(csv, names);
    if (isDryRun) return report;
    for (const { name, externalId } of report.added) {
      const personalCode = newPersonalCode();
      const member = { class: group.id, state: 'listed', personalCode, externalId } as const;
      // One entry for each, so that erasing one of them leaves the others.
      const learner = this.#parts.learners.add(name, member);
      this.#audit(group, by, learner, 'learner.list', null, { name, externalId });
    }
    if (report.added.length > 0) this.#parts.onImport(group);
    return report;
  }

  /** @throws HttpProblem */
  async change(
    group: KeptClass,
    learner: Learner,
    change: LearnerChange,
    by: KeptInstructor,
  ): Promise<Learner> {
    const to = change.class === undefined ? group : this.#ownClass(change.class, by);
    const name = change.name ?? learner.name;
    if (to.id !== group.id || plainName(name) !== plainName(learner.name))
      this.#requireFree(to, name, learner);
    const next = this.#parts.learners.change(learner, {
      name,
      class: to.id,
      ...(change.externalId === undefined ? {} : { externalId: change.externalId }),
      ...(change.newCode ? { personalCode: newPersonalCode() } : {}),
      ...(change.state === undefined ? {} : { state: this.#stateAfter(learner, change.state) }),
    });
    for (const key of ['name', 'externalId', 'state', 'class'] as const) {
      if (next[key] !== learner[key])
        this.#audit(group, by, learner, `learner.${key}`, learner[key], next[key]);
    }
    if (change.newCode) this.#audit(group, by, learner, 'learner.code', null, null);
    this.#parts.onChange(next, learner);
    if (next.state === 'removed') await this.#parts.belongings.release(learner.id);
    return next;
  }

  /** Gives all of one learner's to another, who goes on as both. @throws HttpProblem */
  async merge(group: KeptClass, learner: Learner, into: string, by: KeptInstructor): Promise<Learner> {
    const { learners, data, belongings, onChange } = this.#parts;
    const other = learners.find(into);
    if (
      !other ||
      other.class !== group.id ||
      other.id === learner.id ||
      !isThere(other) ||
      !isThere(learner)
    ) {
      throw new HttpProblem('unknown-learner', 'Merge a learner into another one of the same class.');
    }
    data.moveAll(learner.id, other.id);
    learners.markMerged(learner.id, other.id);
    // Who came under the second name has come, under whichever of them they go on.
    const next = other.state === 'listed' ? learners.change(other, { state: 'active' }) : other;
    this.#audit(group, by, learner, 'learner.merge', learner.name, other.name);
    onChange({ ...learner, state: 'merged' }, learner);
    onChange(next, other);
    await belongings.release(learner.id);
    belongings.moveRecordings(learner.id, other.id);
    return next;
  }

  /** Takes a learner out of everything, for good; only that it was done stays. */
  async erase(group: KeptClass, learner: Learner, by: KeptInstructor): Promise<Erased> {
    const { learners, data, audit, belongings, onChange } = this.#parts;
    await belongings.release(learner.id);
    const recordings = belongings.eraseRecordings(learner.id);
    const attempts = data.eraseAll(learner.id);
    // Who was merged into this one is the same person.
    for (const part of [...learners.mergedInto(learner.id), learner.id]) {
      audit.redact(part);
      learners.forget(part);
    }
    audit.add({
      class: group.id,
      instructor: by.id,
      action: 'learner.erase',
      after: { attempts, recordings },
    });
    onChange({ ...learner, state: 'removed' }, learner);
    return { attempts, recordings };
  }

  /** Who was taken out before they did anything is listed again: then they come in by name. */
  #stateAfter({ id, state }: Learner, wanted: 'active' | 'removed'): Learner['state'] {
    const isNew = state === 'listed' || (state === 'removed' && this.#parts.attemptsOf(id) === 0);
    return wanted === 'active' && isNew ? 'listed' : wanted;
  }

  #ownClass(id: string, { id: instructor }: KeptInstructor): KeptClass {
    const { classes } = this.#parts;
    const group = classes.isOf(id, instructor) ? classes.find(id) : undefined;
    if (group) return group;
    throw new HttpProblem(
      'unknown-class',
      `You have no class ${id}; learners can be moved to another of yours.`,
    );
  }

  #requireFree(group: KeptClass, name: string, but: Learner): void {
    const same = this.list(group).find((one) => plainName(one.name) === plainName(name) && one.id !== but.id);
    if (!same) return;
    const detail = `“${group.name}” has a learner named ${same.name}; merge the two if they are one, or take another name.`;
    throw new HttpProblem('name-taken', detail);
  }

  #audit(
    { id }: KeptClass,
    by: KeptInstructor,
    learner: Learner,
    action: string,
    before: unknown,
    after: unknown,
  ): void {
    this.#parts.audit.add({ class: id, instructor: by.id, learner: learner.id, action, before, after });
  }
}

const isThere = ({ state }: Learner) => ['listed', 'active', 'waiting'].includes(state);
