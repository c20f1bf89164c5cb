import type { Logger } from 'pino';
import { noSchoolRecord } from '../../protocol/desk/roster.ts';
import type { LmsCourse, LmsCourseChange, LmsOfClass, LmsRoster, LmsScore } from '../../protocol/lms.ts';
import { Refused } from '../common/refused.ts';
import type { Catalog } from '../course/catalog.ts';
import type { Shelf } from '../course/shelf.ts';
import type { Gradebook, GradeSheet } from '../gradebook/contract.ts';
import type { ClassGrades } from '../grading/class-grades.ts';
import { isExam } from '../grading/exam.ts';
import type { Marks } from '../grading/marks.ts';
import { exercisesOf, ITEM_COURSE, itemOfExercise, takesColumns, takesScores } from '../lms/columns.ts';
import { LmsFailure } from '../lms/failure.ts';
import { lmsGradebook } from '../lms/gradebook.ts';
import { isInstructor } from '../lms/launch.ts';
import type { LmsServices, Member } from '../lms/services.ts';
import type { Accounts } from '../store/accounts.ts';
import type { Audit } from '../store/audit.ts';
import type { Changes } from '../store/changes.ts';
import type { Classes, KeptClass } from '../store/classes.ts';
import type { KeptInstructor } from '../store/instructors.ts';
import type { Learner, Learners } from '../store/learners.ts';
import { accountOf, issuerOf, type KeptLmsCourse, type LmsStore } from '../store/lms.ts';
import type { LmsScores } from '../store/lms-scores.ts';
import { newPersonalCode } from './codes.ts';
import { plainName } from './names.ts';
import { otherCourse } from './roster.ts';
import { nameOf, same } from './school-accounts.ts';
import { isSame, moreThan } from './school-record.ts';

interface Parts {
  lms: LmsStore;
  scores: LmsScores;
  accounts: Accounts;
  classes: Classes;
  learners: Learners;
  grades: ClassGrades;
  marks: Marks;
  courses: Shelf;
  services: LmsServices;
  audit: Audit;
  changes: Changes;
  /** Has the queue looked at. */
  wake(): void;
  logger: Logger;
}

/** The courses of LMSs that classes belong to: points on their way there, and rosters that come from there. */
export class LmsClasses {
  readonly #parts: Parts;
  /** Learners whose points may have changed. */
  readonly #touched = new Set<string>();
  #closed = false;

  constructor(parts: Parts) {
    this.#parts = parts;
    const { changes } = parts;
    changes.on('attempt', (learner) => this.#touch(learner));
    changes.on('marks', (learner) => this.#touch(learner));
    // Somebody came by an account, or was merged with another.
    changes.on('learner', ({ id }) => this.#touch(id));
    changes.on('class', (now, before) => {
      if (now.settings !== before.settings) this.#send(now);
    });
    changes.on('columns', (id) => {
      const group = parts.classes.find(id);
      if (group) this.#send(group);
    });
  }

  of(group: KeptClass, instructor: KeptInstructor): LmsOfClass {
    const { lms, classes } = this.#parts;
    const own = classes.of(instructor.id).filter(({ id }) => id !== group.id);
    return {
      courses: lms.coursesIn(group.id).map((course) => this.#shown(course, group)),
      others: own.flatMap(({ id, name }) =>
        lms
          .coursesIn(id)
          .map((course) => ({ id: course.id, title: course.title, lms: this.#lmsName(course), class: name })),
      ),
    };
  }

  /** @throws Refused */
  change(group: KeptClass, id: string, { columns, class: to }: LmsCourseChange, by: KeptInstructor): void {
    const { lms, classes, audit } = this.#parts;
    const course = this.#course(id, by);
    const target = to === undefined ? undefined : classes.isOf(to, by.id) ? classes.find(to) : undefined;
    if (to !== undefined && !target)
      throw new Refused('unknown-class', `You have no class ${to}; choose one of yours.`);
    // Its columns and points are of exercises of one course.
    if (target && target.course !== group.course) throw otherCourse(target);
    const next = { ...course, columns: columns ?? course.columns, class: target?.id ?? course.class };
    lms.changeCourse(next);
    for (const key of ['columns', 'class'] as const) {
      if (next[key] === course[key]) continue;
      const about = { course: course.title, [key]: course[key] };
      audit.add({
        ...{ class: group.id, instructor: by.id, action: `lms.${key}` },
        ...{ before: about, after: { ...about, [key]: next[key] } },
      });
    }
    const now = classes.find(next.class);
    if (now) this.#send(now);
  }

  /** Sends all points of a course once more. @throws Refused */
  again(group: KeptClass, id: string, by: KeptInstructor): void {
    const course = this.#course(id, by);
    const now = this.#parts.classes.find(course.class);
    if (now) this.#send(now, [course.id]);
    this.#parts.audit.add({
      ...{ class: group.id, instructor: by.id, action: 'lms.send', after: { course: course.title } },
    });
  }

  /** Puts those who are in the course on the roster. @throws Refused */
  async roster(group: KeptClass, id: string, by: KeptInstructor): Promise<LmsRoster> {
    const { lms: store, services, changes } = this.#parts;
    const course = this.#course(id, by);
    const lms = store.find(course.lms);
    if (!lms || course.class !== group.id) throw unknownCourse();
    const members = await services.members(lms, course).catch((error: unknown) => {
      if (!(error instanceof LmsFailure)) throw error;
      throw new Refused('lms-trouble', `The LMS gives no list of the course (${error.message}).`);
    });
    const taken = this.#takeIn(group, course, members.filter(isLearner), by);
    changes.emit('roster', group.id);
    this.#send(group);
    return taken;
  }

  #takeIn(group: KeptClass, course: KeptLmsCourse, members: Member[], by: KeptInstructor): LmsRoster {
    const { accounts, learners, audit } = this.#parts;
    const issuer = issuerOf({ id: course.lms });
    const result: LmsRoster = { added: [], found: [], known: 0, gone: [] };
    const isThere = ({ state }: Learner) => ['listed', 'active', 'waiting'].includes(state);
    const ofClass = () => learners.of(group.id).filter(({ state }) => state !== 'merged');
    const seen = new Set<string>();
    for (const [i, member] of members.entries()) {
      const account = accountOf({ id: course.lms }, member.user_id);
      const roster = ofClass();
      const own = new Set(accounts.learnersOf(account).map((one) => learners.current(one)?.id));
      const known = roster.find((one) => own.has(one.id));
      const school = schoolOf(member);
      const name = nameOf(
        { ...account, names: namesOf(member), email: member.email, login: undefined, isInstructor: false },
        `Learner ${roster.length + 1 + i}`,
      );
      const free = roster.filter((one) => isThere(one) && accounts.subjectsOf(issuer, one.id).length === 0);
      const found = known ? undefined : personIn(free, name, school, members);
      const learner =
        known ??
        found ??
        learners.add(name, {
          ...{ course: group.course, class: group.id, state: 'listed', personalCode: newPersonalCode() },
          ...school,
        });
      seen.add(learner.id);
      accounts.addLearner(account, learner.id);
      if (known) result.known += 1;
      else (found ? result.found : result.added).push(learner.name);
      if (!known && !found) {
        const entry = { class: group.id, instructor: by.id, learner: learner.id };
        audit.add({ ...entry, action: 'learner.list', after: { name, lms: course.title } });
      } else if (Object.keys(moreThan(learner, { ...learner, ...school })).length > 0) {
        learners.change(learner, moreThan(learner, { ...learner, ...school }));
      }
    }
    result.gone = ofClass()
      .filter((one) => isThere(one) && !seen.has(one.id) && accounts.subjectsOf(issuer, one.id).length > 0)
      .map(({ name }) => name);
    return result;
  }

  /** The points of a learner go to the LMS once all that changes with them has been written. */
  #touch(learner: string): void {
    if (this.#touched.size === 0) setImmediate(() => this.#sendTouched());
    this.#touched.add(learner);
  }

  #sendTouched(): void {
    if (this.#closed) return;
    const { learners, classes, grades } = this.#parts;
    const touched = [...this.#touched].flatMap((id) => learners.find(id) ?? []);
    this.#touched.clear();
    for (const [id, some] of Map.groupBy(touched, (one) => one.class)) {
      const group = id === null ? undefined : classes.find(id);
      if (!group || this.#parts.lms.coursesIn(group.id).length === 0) continue;
      this.#send(
        group,
        [],
        some.map((one) => grades.ofLearner(one)),
      );
    }
  }

  /** Nothing is told before the marks of an exam are released. */
  #send(group: KeptClass, again: string[] = [], rows?: GradeSheet['learners']): void {
    if (this.#parts.lms.coursesIn(group.id).length === 0 || isExam(group.settings.exam)) return;
    if (this.#closed) return;
    const sheet = this.#parts.grades.of(group, rows);
    const about = {
      class: { id: group.id, name: group.name },
      course: group.course,
      at: new Date().toISOString(),
    };
    this.#gradebook(again)
      .send({ ...sheet, ...about })
      .catch((error: unknown) => {
        // As when the disk is full. They are looked at again with the next change, and at the next start.
        this.#parts.logger.error({ err: error, class: group.id }, 'Points for an LMS could not be queued');
      });
  }

  /** All LMSs, as one place to which an instructor sends the grades of a class; none if none is connected. */
  gradebooks(): Gradebook[] {
    const { lms, classes } = this.#parts;
    if (lms.all().length === 0) return [];
    const { send, ...about } = this.#gradebook();
    return [
      {
        ...about,
        async send(sheet) {
          if (!isExam(classes.find(sheet.class.id)?.settings.exam)) return send(sheet);
          throw new Refused('not-in-exam', 'Release the marks of the exam first. They are sent then.');
        },
      },
    ];
  }

  /** Looks at what changed while nobody looked. */
  begin(): void {
    for (const group of this.#parts.classes.open()) this.#send(group);
    this.#parts.wake();
  }

  close(): void {
    this.#closed = true;
  }

  /** @param again courses to which also is sent what was sent before. */
  #gradebook(again: string[] = []): Gradebook {
    const { lms, scores, accounts, courses, wake } = this.#parts;
    return lmsGradebook(
      {
        ...{ lms, scores, accounts, wake },
        chapterOf: (course, exercise) => courses.catalogOf(course).get(exercise)?.chapter ?? '',
        finding: (learner, exercise) => this.#finding(learner, exercise),
      },
      again,
    );
  }

  #finding(learner: string, id: string): string {
    const { learners, courses } = this.#parts;
    const exercise = courses.catalogOf(learners.find(learner)?.course ?? '').get(id);
    const stands = exercise && this.#parts.marks.of(learner).standingAttempt(exercise);
    if (!stands) return '';
    if (stands.review) return stands.review.comment;
    const { findings } = stands.verdict;
    const wrong = findings.filter(({ tone }) => tone === 'wrong');
    return (wrong.length > 0 ? wrong : findings).map(({ text }) => text).join(' ');
  }

  #shown(course: KeptLmsCourse, group: KeptClass): LmsCourse {
    const { scores, learners, accounts, courses, grades } = this.#parts;
    const catalog = courses.catalogOf(group.course);
    const names = new Map(learners.of(group.id).map(({ id, name }) => [id, name]));
    const issuer = issuerOf({ id: course.lms });
    const order = ['refused', 'waiting', 'sent'];
    return {
      ...{ id: course.id, title: course.title, lms: this.#lmsName(course), columns: course.columns },
      canGrade: takesScores(course),
      canMakeColumns: takesColumns(course),
      canList: course.services.members !== null,
      scores: scores
        .of(course.id)
        .sort((one, other) => order.indexOf(one.state) - order.indexOf(other.state))
        .map(
          ({ learner, item, score, state, tries, why, detail, at, nextAt }): LmsScore => ({
            ...{ learner, state, tries, why, detail, at },
            name: names.get(learner) ?? learners.find(learner)?.name ?? '',
            column: titleOf(item, catalog, course),
            points: score.points,
            possible: score.possible,
            nextAt: state === 'waiting' && nextAt > 0 ? new Date(nextAt).toISOString() : null,
          }),
        ),
      without: grades
        .of(group)
        .learners.filter(
          ({ learner, grades: all }) =>
            all.some(({ status, override }) => status !== null || override !== null) &&
            accounts.subjectsOf(issuer, learner).length === 0,
        )
        .map(({ name }) => name),
    };
  }

  #lmsName({ lms }: KeptLmsCourse): string {
    return this.#parts.lms.find(lms)?.name ?? '';
  }

  /** A course of any class of the instructor's. */
  #course(id: string, by: KeptInstructor): KeptLmsCourse {
    const course = this.#parts.lms.course(id);
    if (course && this.#parts.classes.isOf(course.class, by.id)) return course;
    throw unknownCourse();
  }
}

const unknownCourse = () =>
  new Refused('unknown-lms-course', 'The desk lists the courses of your classes under their settings.');

/** What a column is called. */
export function titleOf(item: string, catalog: Catalog, course: Pick<KeptLmsCourse, 'title'>): string {
  const [only, ...more] = exercisesOf(item, [...catalog.values()]);
  if (only && more.length === 0 && item === itemOfExercise(only.id)) return `${only.number}. ${only.title}`;
  return item === ITEM_COURSE ? course.title : item.replace(/^[a-z]+\//, '');
}

const isLearner = ({ status = 'Active', roles }: Member): boolean =>
  status.toLowerCase() === 'active' && !isInstructor(roles);

const namesOf = ({ name = '', given_name, family_name }: Member): string[] =>
  [name, [given_name, family_name].filter(Boolean).join(' ')].filter((one) => one.trim() !== '');

const schoolOf = ({ email, lis_person_sourcedid, family_name }: Member) => ({
  email: email?.trim() || null,
  externalId: lis_person_sourcedid?.trim() || null,
  familyName: family_name?.trim() || null,
});

/** Somebody who came before by themselves and is this person: by number or address, or as the only one of this name on both sides. */
function personIn(
  free: readonly Learner[],
  name: string,
  school: ReturnType<typeof schoolOf>,
  members: readonly Member[],
): Learner | undefined {
  const [only, ...more] = free.filter((one) => isSame(one, { ...noSchoolRecord, ...school, name }));
  const twins = members.filter((one) => namesOf(one).some((its) => plainName(its) === plainName(name)));
  const isSure =
    same(only?.email ?? null, school.email ?? undefined) ||
    same(only?.externalId ?? null, school.externalId ?? undefined);
  return more.length === 0 && (isSure || twins.length <= 1) ? only : undefined;
}
