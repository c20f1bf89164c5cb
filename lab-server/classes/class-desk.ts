import type { ClassSettings } from '../../protocol/class.ts';
import type { ClassChange, Live, LiveChange } from '../../protocol/desk/class.ts';
import { Refused } from '../common/refused.ts';
import type { Shelf } from '../course/shelf.ts';
import type { Audit } from '../store/audit.ts';
import type { Changes } from '../store/changes.ts';
import type { Classes, KeptClass } from '../store/classes.ts';
import type { KeptInstructor } from '../store/instructors.ts';
import { newClassCode } from './codes.ts';

interface Parts {
  classes: Classes;
  courses: Pick<Shelf, 'first' | 'has'>;
  audit: Audit;
  /** Called after each change of a class, with the class as it was before. */
  changes: Changes;
}

/** Makes classes and changes them; each change is on the audit trail. */
export class ClassDesk {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * @param instructor whose it is; undefined for a class that an LMS makes.
   * @param course left out, the first on the shelf. @throws Refused when it is not served
   */
  begin(name: string, instructor: KeptInstructor | undefined, course?: string): KeptClass {
    const { classes, courses } = this.#parts;
    const taught = course ?? courses.first;
    if (!courses.has(taught)) throw unknownCourse(taught);
    const group = classes.add(name, this.#freeCode(), taught, instructor?.id);
    this.#audit(group, instructor, 'class.begin', null, { name });
    return group;
  }

  change(group: KeptClass, change: ClassChange, instructor: KeptInstructor): KeptClass {
    const { name = group.name, archived, newCode, settings = group.settings } = change;
    const archivedAt = archived === undefined ? group.archivedAt : archived ? new Date().toISOString() : null;
    const code = newCode ? this.#freeCode() : group.code;
    const next = { ...group, name, code, settings, archivedAt };
    this.#keep(next, group);
    for (const key of ['name', 'code', 'archivedAt'] as const) {
      if (next[key] !== group[key]) this.#audit(group, instructor, `class.${key}`, group[key], next[key]);
    }
    for (const key of changedKeys(group.settings, settings)) {
      this.#audit(group, instructor, `class.${key}`, group.settings[key], settings[key]);
    }
    return next;
  }

  live(group: KeptClass, change: LiveChange, instructor: KeptInstructor): Live {
    if (group.archivedAt) throw archived(group);
    const live = { paused: change.paused ?? group.live.paused, timer: timerAfter(group.live.timer, change) };
    this.#keep({ ...group, live }, group);
    this.#audit(group, instructor, 'class.live', group.live, live);
    return live;
  }

  setInstructor(group: KeptClass, who: KeptInstructor, isMember: boolean, by: KeptInstructor): void {
    const { classes } = this.#parts;
    if (!isMember && classes.instructorsOf(group.id).every((id) => id === who.id)) {
      const detail = 'A class has at least one instructor; archive it instead.';
      throw new Refused('unknown-instructor', detail);
    }
    classes.setInstructor(group.id, who.id, isMember);
    this.#audit(group, by, 'class.instructor', null, { name: who.name, isMember });
    this.#parts.changes.emit('class', group, group);
  }

  #keep(next: KeptClass, before: KeptClass): void {
    this.#parts.classes.change(next);
    this.#parts.changes.emit('class', next, before);
  }

  #audit(
    { id }: KeptClass,
    instructor: KeptInstructor | undefined,
    action: string,
    before: unknown,
    after: unknown,
  ): void {
    this.#parts.audit.add({
      class: id,
      ...(instructor && { instructor: instructor.id }),
      action,
      before,
      after,
    });
  }

  /** A code that no other class has. Archived classes count too, since their learners may still have the code on a slip. */
  #freeCode(): string {
    const code = newClassCode();
    return this.#parts.classes.hasCode(code) ? this.#freeCode() : code;
  }
}

export const unknownCourse = (course: string): Refused =>
  new Refused('unknown-course', `This lab server serves no course ${course}.`);

/** @throws Refused */
export function requireNotArchived(group: KeptClass): void {
  if (group.archivedAt) throw archived(group);
}

function archived({ name }: KeptClass): Refused {
  return new Refused('class-archived', `“${name}” is archived; take it out of the archive first.`);
}

function timerAfter(timer: Live['timer'], { timer: wanted, extend = 0 }: LiveChange): Live['timer'] {
  if (wanted === null) return null;
  const now = Date.now();
  if (wanted) {
    const endsAt = new Date(now + wanted.seconds * 1000).toISOString();
    return { label: wanted.label, startedAt: new Date(now).toISOString(), endsAt };
  }
  if (!timer || extend === 0) return timer;
  // When the timer has run out, the time is counted from now.
  const from = Math.max(Date.parse(timer.endsAt), extend > 0 ? now : 0);
  return { ...timer, endsAt: new Date(Math.max(now, from + extend * 1000)).toISOString() };
}

function changedKeys(before: ClassSettings, after: ClassSettings): (keyof ClassSettings)[] {
  const keys = Object.keys(after) as (keyof ClassSettings)[];
  return keys.filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
}
