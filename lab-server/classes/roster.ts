import type {
  Erased,
  LearnerChange,
  RosterImport,
  RosterLearner,
  RosterReport,
  SchoolRecord,
} from '../../protocol/desk/roster.ts';
import { Refused } from '../common/refused.ts';
import type { Audit } from '../store/audit.ts';
import type { Changes } from '../store/changes.ts';
import type { Classes, KeptClass } from '../store/classes.ts';
import type { KeptInstructor } from '../store/instructors.ts';
import type { LearnerData } from '../store/learner-data.ts';
import type { Learner, Learners } from '../store/learners.ts';
import type { Belongings } from './belongings.ts';
import { newPersonalCode } from './codes.ts';
import { plainName } from './names.ts';
import { readRoster } from './roster-file.ts';
import { DETAILS, moreThan, written } from './school-record.ts';

interface Parts {
  classes: Classes;
  learners: Learners;
  data: LearnerData;
  audit: Audit;
  belongings: Belongings;
  attemptsOf(learner: string): number;
  changes: Changes;
}

/** The roster of each class. Every change is on the audit trail. */
export class Roster {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** The learners by name. A learner who was merged into another is listed only as that other one. */
  list(group: KeptClass): RosterLearner[] {
    return this.#parts.learners
      .of(group.id)
      .filter(({ state }) => state !== 'merged')
      .map((learner) => this.show(learner));
  }

  show(learner: Learner): RosterLearner {
    const { id, state, personalCode, joinedAt } = learner;
    return {
      ...learner,
      personalCode: personalCode ?? '',
      joinedAt: state === 'listed' ? null : joinedAt,
      attempts: this.#parts.attemptsOf(id),
    };
  }

  /** Adds the learners who are not on the roster yet, and fills in what the list knows more of the others. */
  import(group: KeptClass, list: RosterImport, by: KeptInstructor): RosterReport {
    const { learners, changes } = this.#parts;
    const roster = learners.of(group.id).filter(({ state }) => state !== 'merged');
    const { report, fills } = readRoster(list.csv, roster, list);
    if (list.dryRun) return report;
    for (const { line: _, twin: __, name, ...school } of report.added) {
      const member = {
        course: group.course,
        class: group.id,
        state: 'listed',
        personalCode: newPersonalCode(),
        ...school,
      } as const;
      // Each learner gets an entry, so that erasing one of them leaves the others.
      const learner = learners.add(name, member);
      this.#audit(group, by, learner, 'learner.list', null, { name, ...written(school) });
    }
    for (const { learner, details } of fills) {
      learners.change(learner, details);
      this.#audit(group, by, learner, 'learner.details', null, details);
    }
    if (report.added.length + fills.length > 0) changes.emit('roster', group.id);
    return report;
  }

  /** @throws Refused */
  async change(
    group: KeptClass,
    learner: Learner,
    change: LearnerChange,
    by: KeptInstructor,
  ): Promise<Learner> {
    const to = change.class === undefined ? group : this.#ownClass(change.class, by);
    if (to.course !== learner.course) throw otherCourse(to);
    const name = change.name ?? learner.name;
    if (to.id !== group.id || plainName(name) !== plainName(learner.name))
      this.#requireFree(to, name, learner);
    const next = this.#parts.learners.change(learner, {
      name,
      class: to.id,
      ...detailsIn(change),
      ...(change.newCode ? { personalCode: newPersonalCode() } : {}),
      ...(change.state === undefined ? {} : { state: this.#stateAfter(learner, change.state) }),
    });
    for (const key of ['name', ...DETAILS, 'state', 'class'] as const) {
      if (next[key] !== learner[key])
        this.#audit(group, by, learner, `learner.${key}`, learner[key], next[key]);
    }
    if (change.newCode) {
      // A learner who came in under another name before is the same person, with cookies of that name.
      for (const part of this.#parts.learners.mergedInto(learner.id)) this.#newCode(part);
      this.#audit(group, by, learner, 'learner.code', null, null);
    }
    this.#parts.changes.emit('learner', next, learner);
    if (next.state === 'removed') await this.#parts.belongings.release(learner.id);
    return next;
  }

  /** Gives everything of one learner to another, who goes on as both. @throws Refused */
  async merge(group: KeptClass, learner: Learner, into: string, by: KeptInstructor): Promise<Learner> {
    const { learners, data, belongings, changes } = this.#parts;
    const other = learners.find(into);
    if (
      !other ||
      other.class !== group.id ||
      other.id === learner.id ||
      !isThere(other) ||
      !isThere(learner)
    ) {
      throw new Refused('unknown-learner', 'Merge a learner into another one of the same class.');
    }
    data.moveAll(learner.id, other.id);
    learners.markMerged(learner.id, other.id);
    // A learner who came in under the second name has come, whichever of the two names stays.
    const next = learners.change(other, {
      ...(other.state === 'listed' ? { state: 'active' } : {}),
      ...moreThan(other, learner),
    });
    this.#audit(group, by, learner, 'learner.merge', learner.name, other.name);
    changes.emit('learner', { ...learner, state: 'merged' }, learner);
    changes.emit('learner', next, other);
    await belongings.release(learner.id);
    belongings.moveRecordings(learner.id, other.id);
    return next;
  }

  /** Takes a learner out of everything, for good. Only the fact that this was done stays. */
  async erase(group: KeptClass, learner: Learner, by: KeptInstructor): Promise<Erased> {
    const { learners, data, audit, belongings, changes } = this.#parts;
    await belongings.release(learner.id);
    const recordings = belongings.eraseRecordings(learner.id);
    const attempts = data.eraseAll(learner.id);
    // A learner who was merged into this one is the same person.
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
    changes.emit('learner', { ...learner, state: 'removed' }, learner);
    return { attempts, recordings };
  }

  #newCode(id: string): void {
    const { learners } = this.#parts;
    const learner = learners.find(id);
    if (learner) learners.change(learner, { personalCode: newPersonalCode() });
  }

  /** A learner who was removed before they did anything is listed again, and can come in by name. */
  #stateAfter({ id, state }: Learner, wanted: 'active' | 'removed'): Learner['state'] {
    const isNew = state === 'listed' || (state === 'removed' && this.#parts.attemptsOf(id) === 0);
    return wanted === 'active' && isNew ? 'listed' : wanted;
  }

  #ownClass(id: string, { id: instructor }: KeptInstructor): KeptClass {
    const { classes } = this.#parts;
    const group = classes.isOf(id, instructor) ? classes.find(id) : undefined;
    if (group) return group;
    throw new Refused('unknown-class', `You have no class ${id}; learners can be moved to another of yours.`);
  }

  #requireFree(group: KeptClass, name: string, but: Learner): void {
    const same = this.list(group).find(
      (one) => one.id !== but.id && plainName(one.name) === plainName(name) && !haveTwoNumbers(one, but),
    );
    if (!same) return;
    const detail = `“${group.name}” has a learner named ${same.name}; merge the two if they are one, or take another name.`;
    throw new Refused('name-taken', detail);
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

/** What is of one course can't go to a class of another. */
export const otherCourse = ({ name, course }: KeptClass): Refused =>
  new Refused(
    'other-course',
    `“${name}” is a class of the course ${course}; choose a class of the same course, or have the learner join that one.`,
  );

const isThere = ({ state }: Learner) => ['listed', 'active', 'waiting'].includes(state);

/** Two of one name with different numbers are two learners. */
const haveTwoNumbers = (one: SchoolRecord, other: SchoolRecord): boolean =>
  one.externalId !== null && other.externalId !== null && one.externalId !== other.externalId;

/** The school's details that a change gives; an empty one is none. */
function detailsIn(change: LearnerChange): Partial<SchoolRecord> {
  const keys = ['externalId', 'email', 'login', 'section'] as const;
  return Object.fromEntries(
    keys.flatMap((key) => (change[key] === undefined ? [] : [[key, change[key] || null]])),
  );
}
