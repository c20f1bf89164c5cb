import type { Grade, Grades, OverrideRequest } from '../../protocol/desk/grades.ts';
import type { CourseExercise } from '../course/catalog.ts';
import type { Shelf } from '../course/shelf.ts';
import type { Audit } from '../store/audit.ts';
import type { KeptClass } from '../store/classes.ts';
import type { Decisions } from '../store/decisions.ts';
import type { Disputes } from '../store/disputes.ts';
import type { KeptInstructor } from '../store/instructors.ts';
import type { Learner, Learners } from '../store/learners.ts';
import { type LearnerMarks, type Marks, sumOf } from './marks.ts';
import { outcomeOf } from './outcome.ts';
import { pointsIn } from './points.ts';

interface Parts {
  courses: Shelf;
  marks: Marks;
  learners: Learners;
  decisions: Decisions;
  disputes: Disputes;
  audit: Audit;
}

/** The grades of a class, and the points that instructors give instead. */
export class ClassGrades {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * The learners who take part or are listed, by name. One who never came is listed.
   * @param rows of these learners only.
   */
  of(group: KeptClass, rows?: Grades['learners']): Grades {
    const { courses, learners } = this.#parts;
    const exercises = [...courses.catalogOf(group.course).values()].map(({ id, number, title, points }) => ({
      id,
      number,
      title,
      points: pointsIn(group.settings, { id, points }),
    }));
    return {
      exercises,
      learners:
        rows ??
        learners
          .of(group.id)
          .filter(({ state }) => state === 'active' || state === 'listed')
          .map((learner) => this.ofLearner(learner)),
    };
  }

  ofLearner(learner: Learner): Grades['learners'][number] {
    const { id, name, externalId, email, login, section, platformId, familyName, state } = learner;
    const marks = this.#parts.marks.of(id);
    const all = [...this.#parts.courses.catalogOf(learner.course).values()];
    const grades = all.map((exercise) => this.#grade(id, marks, exercise));
    return {
      learner: id,
      name,
      externalId,
      email,
      login,
      section,
      platformId,
      familyName,
      state: state === 'listed' ? 'listed' : 'active',
      earned: sumOf(grades.map(({ points }) => points)),
      possible: sumOf(all.map((exercise) => marks.possible(exercise))),
      grades,
    };
  }

  /** Gives points instead of what the attempts earned, or takes that back. */
  override(
    group: KeptClass,
    learner: Learner,
    exercise: CourseExercise,
    { points, comment }: Pick<OverrideRequest, 'points' | 'comment'>,
    by: KeptInstructor,
  ): Grade {
    const { decisions, disputes, audit, marks } = this.#parts;
    const before = this.#grade(learner.id, marks.of(learner.id), exercise);
    const at = new Date().toISOString();
    decisions.override(learner.id, exercise.id, { points, comment, by: by.id, at });
    if (points !== null) {
      // Points by hand are the instructor's word on every open dispute of the exercise.
      const possible = marks.of(learner.id).possible(exercise);
      const state = outcomeOf({ before: before.points, now: points, possible });
      for (const [attempt, dispute] of disputes.of(learner.id, exercise.id)) {
        if (dispute.state === 'open') disputes.answer(attempt, { state, comment, instructor: by.id, at });
      }
    }
    const after = this.#grade(learner.id, marks.of(learner.id), exercise);
    audit.add({
      class: group.id,
      instructor: by.id,
      learner: learner.id,
      action: 'grade.override',
      before: { exercise: exercise.id, points: before.points, override: before.override?.points ?? null },
      after: { exercise: exercise.id, points: after.points, override: points, comment },
    });
    return after;
  }

  #grade(learner: string, marks: LearnerMarks, exercise: CourseExercise): Grade {
    const attempts = marks.counting(exercise);
    const stands = marks.standing(exercise);
    const disputes = this.#parts.disputes.of(learner, exercise.id);
    return {
      exercise: exercise.id,
      status: stands && attempts.length > 0 ? stands.status : null,
      points: stands?.points ?? 0,
      attempts: stands?.attempts ?? 0,
      taken: stands?.taken ?? 0,
      late: stands?.late ?? 0,
      override: marks.override(exercise.id),
      review: attempts.some(({ verdict }) => verdict.status === 'needs-review'),
      disputed: [...disputes.values()].some(({ state }) => state === 'open'),
      attempt: marks.standingAttempt(exercise)?.id ?? null,
    };
  }
}
