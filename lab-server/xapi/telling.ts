import type { Logger } from 'pino';
import type { Attempt } from '../../protocol/attempt.ts';
import type { Shelf } from '../course/shelf.ts';
import type { ClassGrades } from '../grading/class-grades.ts';
import { isExam } from '../grading/exam.ts';
import { pointsIn } from '../grading/points.ts';
import type { KeptClass } from '../store/classes.ts';
import type { Learner } from '../store/learners.ts';
import type { Stores } from '../store/stores.ts';
import { newsOf } from './news.ts';
import { statementOf } from './statements.ts';

interface Parts {
  stores: Stores;
  courses: Shelf;
  grades: ClassGrades;
  /** Of the lab server, as statements have it. */
  origin: string;
  /** Called when something was put in the queue. */
  wake(): void;
  logger: Logger;
}

/** Queues statements on what learners of classes do, and on the points that they have. */
export class XapiTelling {
  readonly #parts: Parts;
  /** Learners whose points may have changed. */
  readonly #touched = new Set<string>();
  #isClosed = false;

  constructor(parts: Parts) {
    this.#parts = parts;
    const { learners, xapi, classes, changes } = parts.stores;
    // What was there before anybody asked for statements is not told.
    if (xapi.isNew()) for (const group of classes.all()) this.#takeAsTold(group);
    changes.on('attempt', (id, attempt) => this.#tell(id, attempt));
    changes.on('marks', (id) => this.#touch(id));
    changes.on('learner', ({ id }) => this.#touch(id));
    changes.on('class', (now, before) => {
      if (now.settings !== before.settings) for (const { id } of learners.of(now.id)) this.#touch(id);
    });
  }

  /** Tells what has not been told because the lab server stopped at that moment. */
  begin(): void {
    const { learners, classes } = this.#parts.stores;
    for (const group of classes.open()) for (const { id } of learners.of(group.id)) this.#touch(id);
  }

  close(): void {
    this.#isClosed = true;
  }

  /** They are looked at one by one, once all that changes with them has been written. */
  #touch(learner: string): void {
    if (this.#touched.size === 0) setImmediate(() => this.#next());
    this.#touched.add(learner);
  }

  #next(): void {
    const [learner] = this.#touched;
    if (learner === undefined || this.#isClosed) return;
    this.#touched.delete(learner);
    this.#tell(learner);
    if (this.#touched.size > 0) setImmediate(() => this.#next());
  }

  /** Queues what is new of a learner. Whoever changed it has nothing to do with it when that fails. */
  #tell(id: string, answer?: Attempt): void {
    const { stores, courses, origin, logger, wake } = this.#parts;
    try {
      const { learner, group } = this.#ofClass(id) ?? {};
      if (!learner || !group) return;
      const news = this.#news(learner, group, answer);
      const course = group.course === courses.first ? undefined : group.course;
      const statements = news.flatMap(({ happenings, exercise }) =>
        happenings.map((one) => statementOf(one, { exercise, class: group, course }, origin)),
      );
      if (statements.length === 0) return;
      const told = news.flatMap((one) => one.told ?? []);
      const leftOut = stores.xapi.put(id, statements, told);
      if (leftOut > 0)
        logger.warn(
          { leftOut },
          'Too many statements wait for the learning record store; the oldest are left out',
        );
      wake();
    } catch (error) {
      logger.error({ err: error, learner: id }, 'Statements could not be queued');
    }
  }

  /** The learner with their class, if anything is told of them: not of those who study alone, nor before the marks of an exam are released. */
  #ofClass(id: string): { learner: Learner; group: KeptClass } | undefined {
    const { learners, classes } = this.#parts.stores;
    const learner = learners.find(id);
    const group = learner?.class == null ? undefined : classes.find(learner.class);
    if (!learner || !group || isExam(group.settings.exam)) return undefined;
    return ['active', 'listed'].includes(learner.state) ? { learner, group } : undefined;
  }

  #news(learner: Learner, group: KeptClass, answer?: Attempt) {
    const { stores, courses, grades } = this.#parts;
    const catalog = courses.catalogOf(group.course);
    const told = stores.xapi.told(learner.id);
    const at = new Date().toISOString();
    return grades.ofLearner(learner).grades.flatMap((grade) => {
      const exercise = catalog.get(grade.exercise);
      if (!exercise) return [];
      const news = newsOf({
        ...{ grade, at, possible: pointsIn(group.settings, exercise), told: told.get(exercise.id) },
        answer: answer?.exercise === exercise.id ? answer : undefined,
      });
      return { ...news, exercise };
    });
  }

  #takeAsTold({ id, settings }: KeptClass): void {
    if (isExam(settings.exam)) return;
    const { learners, xapi } = this.#parts.stores;
    for (const learner of learners.of(id)) {
      const { group } = this.#ofClass(learner.id) ?? {};
      const told = group ? this.#news(learner, group).flatMap((one) => one.told ?? []) : [];
      if (told.length > 0) xapi.put(learner.id, [], told);
    }
  }
}
