import { shownName } from '../../protocol/name.ts';
import type { Shelf } from '../course/shelf.ts';
import { ITEM_COURSE, itemOfChapter, itemOfExercise, takesScores } from '../lms/columns.ts';
import { CLAIM, isInstructor, type LaunchClaims, LINKED_COURSE } from '../lms/launch.ts';
import type { Accounts } from '../store/accounts.ts';
import type { Changes } from '../store/changes.ts';
import type { Classes, KeptClass } from '../store/classes.ts';
import type { KeptInstructor } from '../store/instructors.ts';
import type { Learner, Learners } from '../store/learners.ts';
import { accountOf, type KeptLms, type KeptLmsCourse, type LmsStore } from '../store/lms.ts';
import type { LmsScores } from '../store/lms-scores.ts';
import type { ClassDesk } from './class-desk.ts';
import type { JoiningDesk } from './joining.ts';
import { nameOf, type SchoolAccounts, type SchoolPerson, same } from './school-accounts.ts';
import { moreThan } from './school-record.ts';

const CLASS_NAME = shownName(80);

interface Parts {
  lms: LmsStore;
  scores: LmsScores;
  accounts: Accounts;
  school: SchoolAccounts;
  learners: Learners;
  classes: Classes;
  classDesk: ClassDesk;
  joining: JoiningDesk;
  courses: Shelf;
  changes: Changes;
}

/** Somebody who comes from an LMS, and what to show them: exercise/ID, chapter/SLUG, or course. */
export type Arrival = { item: string; group: KeptClass } & (
  | { learner: Learner; instructor?: undefined }
  | { instructor: KeptInstructor; learner?: undefined }
);

/** Somebody from an LMS can't come in. */
export class NotLetIn extends Error {
  override name = 'NotLetIn';
  readonly why: 'no-course' | 'other-course' | 'removed' | 'archived';

  constructor(why: NotLetIn['why']) {
    super(why);
    this.why = why;
  }
}

/** What a launch is for, and in which course of the LMS. */
interface Launched {
  item: string;
  context: NonNullable<LaunchClaims[typeof CLAIM.context]>;
  /** The course of the LMS with its class for ours, if somebody came from there before. */
  before: KeptLmsCourse | undefined;
  /** The name of ours. */
  taught: string;
  /** The course of the LMS had a class for another of ours before. */
  isLater: boolean;
}

/** Takes in whom an LMS sends. Each of its courses has a class for each course of ours that it links to; an LMS can send people into no other. */
export class LmsArrivals {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** @throws NotLetIn */
  take(lms: KeptLms, claims: LaunchClaims): Arrival {
    const context = claims[CLAIM.context];
    if (!context) throw new NotLetIn('no-course');
    const { lms: store, classes } = this.#parts;
    const known = store.coursesBy(lms, claims[CLAIM.deployment], context.id);
    const taughtIn = (course: KeptLmsCourse) => classes.find(course.class)?.course ?? '';
    const taught = this.#taught(claims, known.map(taughtIn));
    if (!this.#parts.courses.has(taught)) throw new NotLetIn('other-course');
    const before = known.find((course) => taughtIn(course) === taught);
    const isLater = known.length > 0 && known[0] !== before;
    const item = this.#itemOf(claims, taught);
    const course = this.#course(lms, claims, { item, context, before, taught, isLater });
    const group = classes.find(course.class);
    if (!group) throw new NotLetIn('no-course');
    this.#parts.lms.came(lms);
    const person = personOf(lms, claims);
    if (person.isInstructor) return { item, group, instructor: this.#instructor(person, group) };
    if (group.archivedAt) throw new NotLetIn('archived');
    return { item, group, learner: this.#learner(person, claims, group) };
  }

  #instructor(person: SchoolPerson, group: KeptClass): KeptInstructor {
    const { school, classes, classDesk } = this.#parts;
    const instructor = school.instructor(person);
    if (!classes.isOf(group.id, instructor.id)) classDesk.setInstructor(group, instructor, true, instructor);
    return instructor;
  }

  #learner(person: SchoolPerson, claims: LaunchClaims, group: KeptClass): Learner {
    const { accounts, learners, joining } = this.#parts;
    const members = learners.of(group.id);
    const own = accounts.learnersOf(person).flatMap((id) => learners.current(id) ?? []);
    const ofClass = own.filter((one) => one.class === group.id);
    if (ofClass.length > 0 && ofClass.every(({ state }) => state === 'removed'))
      throw new NotLetIn('removed');
    const number = claims[CLAIM.lis]?.person_sourcedid;
    const joined = joining.joinByAccount(group, {
      name: nameOf(person, `Learner ${members.length + 1}`),
      own,
      isMeant: (one) =>
        accounts.subjectsOf(person.issuer, one.id).length === 0 &&
        (same(one.email, person.email) || same(one.login, person.login) || same(one.externalId, number)),
      isOnRoster: true,
    });
    accounts.addLearner(person, joined.id);
    const told = {
      ...{ externalId: number || null, email: person.email || null, login: person.login || null },
      familyName: claims.family_name || null,
    };
    const more = moreThan(joined, { ...joined, ...told });
    return Object.keys(more).length > 0 ? learners.change(joined, more) : joined;
  }

  /** The course that a launch is in. One that is new gets a class of its own. */
  #course(
    lms: KeptLms,
    claims: LaunchClaims,
    { item, context, before, taught, isLater }: Launched,
  ): KeptLmsCourse {
    const { lms: store, classDesk, courses } = this.#parts;
    const deployment = claims[CLAIM.deployment];
    const its = (context.title || context.label || lms.name).trim().slice(0, 100);
    const title = isLater ? `${its}: ${courses.titleOf(taught)}` : its;
    const endpoint = claims[CLAIM.columns];
    const services = {
      columns: endpoint?.lineitems ?? before?.services.columns ?? null,
      members: claims[CLAIM.members]?.context_memberships_url ?? before?.services.members ?? null,
      scopes: endpoint?.scope ?? before?.services.scopes ?? [],
      wrong: before?.services.wrong ?? [],
    };
    const course = before
      ? { ...before, title, services }
      : store.addCourse({
          ...{ lms: lms.id, deployment, context: context.id, title, services },
          class: classDesk.begin(CLASS_NAME.safeParse(title.slice(0, 80)).data ?? lms.name, undefined, taught)
            .id,
          columns: 'exercises',
        });
    if (before) store.changeCourse(course);
    const column = endpoint?.lineitem;
    if (column !== undefined && takesScores(course) && !services.wrong.includes(column)) {
      const columns = store.columnsOf(course).filter((one) => one.item === item);
      const known = columns.find(({ url }) => url === column);
      if (!known?.coupled) {
        store.setColumn(course, { item, url: column, coupled: true });
        // What its learners have done before belongs into it, too.
        if (columns.length > 0) this.#parts.scores.again(course.id, item);
        const group = this.#parts.classes.find(course.class);
        if (group) this.#parts.changes.emit('columns', group.id);
      }
    }
    return course;
  }

  /**
   * The name of our course that a link leads to: the one that it names, or that its address leads to. A link of before there were several names
   * none; it is the first course's, unless the course of the LMS links to others alone.
   * @param known those that it links to already.
   */
  #taught(claims: LaunchClaims, known: readonly string[]): string {
    const { courses } = this.#parts;
    const { [LINKED_COURSE]: named } = claims[CLAIM.custom] ?? {};
    if (typeof named === 'string') return named;
    const [, below = ''] = /^\/([a-z0-9-]+)\//.exec(targetOf(claims)) ?? [];
    if (courses.has(below)) return below;
    return known.includes(courses.first) ? courses.first : (known[0] ?? courses.first);
  }

  /** What the link is for: by what we gave it when it was chosen, or by the address that was typed for it. Anything else is the course as a whole. */
  #itemOf(claims: LaunchClaims, taught: string): string {
    const { exercise, chapter } = claims[CLAIM.custom] ?? {};
    const path = targetOf(claims);
    const [, go] = /\/go\/([\w-]+)\/?$/.exec(path) ?? [];
    const [, slug] = /\/chapters\/([\w-]+)\/?$/.exec(path) ?? [];
    const catalog = this.#parts.courses.catalogOf(taught);
    const id = [exercise, go].find((one) => typeof one === 'string' && catalog.has(one));
    if (typeof id === 'string') return itemOfExercise(id);
    const named = [chapter, slug].find((one) => typeof one === 'string' && /^[\w-]{1,100}$/.test(one));
    return typeof named === 'string' ? itemOfChapter(named) : ITEM_COURSE;
  }
}

/** The path of the address that was typed for a link. */
const targetOf = (claims: LaunchClaims): string => URL.parse(claims[CLAIM.target] ?? '')?.pathname ?? '';

function personOf(lms: KeptLms, claims: LaunchClaims): SchoolPerson {
  const { sub, name, given_name, family_name, email } = claims;
  const names = [name ?? '', [given_name, family_name].filter(Boolean).join(' ')];
  return {
    ...accountOf(lms, sub),
    names: names.filter((one) => one.trim() !== ''),
    email,
    login: claims[CLAIM.ext]?.user_username,
    isInstructor: isInstructor(claims[CLAIM.roles] ?? []),
  };
}
