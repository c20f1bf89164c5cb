import type { JoinRequest } from '../../protocol/learner.ts';
import { Refused } from '../common/refused.ts';
import type { Shelf } from '../course/shelf.ts';
import type { Audit } from '../store/audit.ts';
import type { Changes } from '../store/changes.ts';
import type { Classes, KeptClass } from '../store/classes.ts';
import type { Learner, Learners } from '../store/learners.ts';
import { unknownCourse } from './class-desk.ts';
import { asCode, newPersonalCode } from './codes.ts';
import { isTypedAs, plainName } from './names.ts';

interface Parts {
  classes: Classes;
  learners: Learners;
  courses: Pick<Shelf, 'first' | 'has'>;
  audit: Audit;
  /** Called with a learner who has come into a class, or asks to. */
  changes: Changes;
}

/** A learner whom the school's sign-in or an LMS vouches for. */
interface ByAccount {
  name: string;
  /** The learners that their account is, in all classes. */
  own: readonly Learner[];
  /** Whether a member of the class is this very person. */
  isMeant(member: Learner): boolean;
  /** An LMS has them on its own roster, so they come in whatever the class says of joining. */
  isOnRoster?: boolean;
}

/** Lets learners in: to study alone, or to a class by its code. */
export class JoiningDesk {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * @param known the learner whom this browser was before.
   * @param alone whether they may study without a class.
   * @throws Refused
   */
  join(request: JoinRequest, known: Learner | undefined, alone: boolean): Learner {
    if (request.code === undefined || request.code.trim() === '') {
      if (!alone) throw withoutCode();
      return this.#studyAlone(request, known);
    }
    const joined = this.#joinClass(this.classOf(request.code), request, known);
    this.#parts.changes.emit('learner', joined, joined);
    return joined;
  }

  /** The same for a learner somebody vouches for. @throws Refused */
  joinByAccount(group: KeptClass, { name, own, isMeant, isOnRoster = false }: ByAccount): Learner {
    const members = this.#parts.learners
      .of(group.id)
      .filter(({ state }) => ['listed', 'waiting', 'active'].includes(state));
    const known = members.find(({ id }) => own.some((one) => one.id === id)) ?? members.find(isMeant);
    const enters = known?.state === 'listed' || (isOnRoster && known?.state === 'waiting');
    const joined = known
      ? enters
        ? this.#enter(known, 'active')
        : known
      : this.#newcomer(group, name, undefined, isOnRoster);
    this.#parts.changes.emit('learner', joined, joined);
    return joined;
  }

  /** @throws Refused */
  classOf(code: string): KeptClass {
    const group = this.#parts.classes.withCode(asCode(code));
    if (group) return this.#requireServed(group);
    throw new Refused('wrong-code', `No class has the code ${code}; ask your instructor for it.`, {
      errors: [{ path: '/code', message: 'No class has this code.' }],
    });
  }

  #studyAlone({ name, personalCode, course: wanted }: JoinRequest, known: Learner | undefined): Learner {
    const { learners, courses } = this.#parts;
    const course = wanted ?? courses.first;
    if (!courses.has(course)) throw unknownCourse(course);
    if (personalCode?.trim()) {
      const same = learners
        .alone()
        .filter((one) => one.course === course && plainName(one.name) === plainName(name));
      return this.#comeBack(same, personalCode);
    }
    if (known?.class === null && known.course === course) return learners.change(known, { name });
    return learners.add(name, { course, class: null, state: 'active', personalCode: newPersonalCode() });
  }

  #joinClass(group: KeptClass, { name, personalCode }: JoinRequest, known: Learner | undefined): Learner {
    const members = this.#parts.learners
      .of(group.id)
      .filter(({ state }) => ['listed', 'waiting', 'active'].includes(state));
    const same = meantBy(name, members);
    const isKnown = same.find(({ id }) => id === known?.id);
    if (isKnown) return isKnown;
    if (personalCode?.trim()) return this.#comeBack(same, personalCode);
    const [only, ...others] = same;
    if (only && others.length === 0 && only.state === 'listed') return this.#enter(only, 'active');
    if (only) throw others.length === 0 ? nameTaken(only.name) : severalMeant(same);
    // What a learner did alone becomes part of a class of that course. A learner who is in a class already is another person at the same computer.
    const begun = known?.class === null && known.course === group.course ? known : undefined;
    return this.#newcomer(group, name, begun);
  }

  /** @throws Refused when the course of the class, or of the learner, is not on the shelf */
  #requireServed<T extends { course: string }>(one: T): T {
    if (this.#parts.courses.has(one.course)) return one;
    throw new Refused('course-not-served', notServed(one.course));
  }

  #comeBack(same: readonly Learner[], code: string): Learner {
    const found = same.find((one) => one.personalCode === asCode(code));
    if (!found) {
      const detail =
        'Nobody of this name has this personal code. It stands in the menu under your name; in a class your instructor can tell it to you.';
      const message = 'The personal code is another.';
      throw new Refused('wrong-personal-code', detail, { errors: [{ path: '/personalCode', message }] });
    }
    return found.state === 'listed' ? this.#enter(found, 'active') : found;
  }

  #newcomer(group: KeptClass, name: string, begun: Learner | undefined, isOnRoster = false): Learner {
    const joining = isOnRoster ? 'open' : group.settings.joining;
    if (joining === 'roster') {
      const detail = `“${group.name}” is for those on its roster, and nobody there is named ${name}. Write your name as your instructor has it.`;
      throw new Refused('not-on-roster', detail, {
        errors: [{ path: '/name', message: 'Nobody on the roster has this name.' }],
      });
    }
    const state = joining === 'approval' ? 'waiting' : 'active';
    const personalCode = newPersonalCode();
    const learner = begun
      ? this.#parts.learners.change(begun, { name, class: group.id, state, personalCode })
      : this.#parts.learners.add(name, { course: group.course, class: group.id, state, personalCode });
    this.#audit(learner, null);
    return learner;
  }

  #enter(learner: Learner, state: 'active'): Learner {
    const entered = this.#parts.learners.change(learner, { state, joinedAt: new Date().toISOString() });
    this.#audit(entered, learner.state);
    return entered;
  }

  #audit({ id, name, state, class: group }: Learner, before: string | null): void {
    if (group === null) return;
    this.#parts.audit.add({
      class: group,
      learner: id,
      action: 'learner.join',
      before,
      after: { name, state },
    });
  }
}

/** What somebody is told whose course is not on the shelf. */
export const notServed = (course: string): string =>
  `This lab server does not serve the course ${course} now. What was done in it is kept until it is back: ask your instructor, or join another course.`;

/**
 * The members whom a typed name may mean. Somebody who has just this name comes before all whose name is only typed so, or one learner would
 * take another's place.
 */
function meantBy(name: string, members: readonly Learner[]): Learner[] {
  const equal = members.filter((one) => plainName(one.name) === plainName(name));
  return equal.length > 0 ? equal : members.filter((one) => isTypedAs(name, one.name));
}

function withoutCode(): Refused {
  const detail = 'This lab server runs a class: give the class code, which your instructor shows.';
  return new Refused('invalid-fields', detail, {
    errors: [{ path: '/code', message: 'Give the class code.' }],
  });
}

function nameTaken(name: string): Refused {
  const detail = `Somebody named ${name} is in the class. If that is you, give your personal code, which you see beside your name where you joined; or ask your instructor. If not, join under a name that tells you apart.`;
  const message = 'Somebody of this name is in the class.';
  return new Refused('name-taken', detail, { errors: [{ path: '/personalCode', message }] });
}

function severalMeant(same: readonly Learner[]): Refused {
  const names = [...new Set(same.map(({ name }) => name))];
  const detail =
    names.length > 1
      ? `This name can mean ${names.join(' or ')}; write it as your instructor has it, or give your personal code.`
      : `Several in the class are named ${names[0]}. Give your personal code; your instructor can tell it to you.`;
  const message = 'Several of this name are in the class.';
  return new Refused('name-taken', detail, { errors: [{ path: '/personalCode', message }] });
}
