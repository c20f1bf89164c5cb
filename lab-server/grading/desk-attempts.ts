import type { DeskAttempt } from '../../protocol/desk/grades.ts';
import type { Shelf } from '../course/shelf.ts';
import type { Disputes } from '../store/disputes.ts';
import type { Learner } from '../store/learners.ts';
import type { MarkedAttempt, Marks } from './marks.ts';

interface Parts {
  courses: Shelf;
  marks: Marks;
  disputes: Disputes;
}

/** Attempts as instructors see them: whole, with the decisions made since. */
export class DeskAttempts {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Newest first. */
  of({ id, course }: Learner): DeskAttempt[] {
    const { courses, marks } = this.#parts;
    const own = marks.of(id);
    return [...courses.catalogOf(course).values()]
      .flatMap((exercise) => own.all(exercise))
      .map((attempt) => this.show(id, attempt))
      .sort((a, b) => b.id - a.id);
  }

  find(learner: Learner, attempt: number): DeskAttempt | undefined {
    return this.of(learner).find(({ id }) => id === attempt);
  }

  show(learner: string, attempt: MarkedAttempt): DeskAttempt {
    return { ...attempt, learner, dispute: this.#parts.disputes.find(attempt.id) ?? null };
  }
}
