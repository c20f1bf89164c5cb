import type { DeskAttempt, ReviewItem, ReviewRequest } from '../../protocol/desk/grades.ts';
import { Refused } from '../common/refused.ts';
import type { Shelf } from '../course/shelf.ts';
import type { Attempts } from '../store/attempts.ts';
import type { Audit } from '../store/audit.ts';
import type { Changes } from '../store/changes.ts';
import type { KeptClass } from '../store/classes.ts';
import type { Decisions } from '../store/decisions.ts';
import type { DisputeAnswer, Disputes } from '../store/disputes.ts';
import type { KeptInstructor } from '../store/instructors.ts';
import type { Learner, Learners } from '../store/learners.ts';
import type { DeskAttempts } from './desk-attempts.ts';
import type { Marks } from './marks.ts';
import { outcomeOf } from './outcome.ts';

interface Parts {
  courses: Shelf;
  marks: Marks;
  learners: Learners;
  attempts: Attempts;
  shown: DeskAttempts;
  decisions: Decisions;
  disputes: Disputes;
  audit: Audit;
  changes: Changes;
}

/** Attempts that wait for an instructor: answers kept for review, and disputes. */
export class Reviewing {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Oldest first. */
  queue(group: KeptClass): ReviewItem[] {
    const { learners } = this.#parts;
    return learners
      .of(group.id)
      .filter(({ state }) => state === 'active')
      .flatMap((learner) => this.#waiting(learner))
      .sort((a, b) => a.attempt.id - b.attempt.id);
  }

  /**
   * Keeps an instructor's word on an attempt: points, the answer to the dispute, or both.
   * @throws Refused
   */
  review(group: KeptClass, id: number, request: ReviewRequest, by: KeptInstructor): DeskAttempt {
    const { learners, attempts, shown, decisions, disputes, audit, changes } = this.#parts;
    const found = attempts.find(id);
    const learner = found && learners.find(found.learner);
    const before = learner?.class === group.id ? shown.find(learner, id) : undefined;
    if (!learner || !before) {
      throw new Refused('unknown-attempt', `Nobody of the class has an attempt ${id}.`);
    }
    const { points, dispute: said, comment } = request;
    const at = new Date().toISOString();
    const isOpen = before.dispute?.state === 'open';
    if (said !== undefined && !isOpen) {
      throw new Refused('unknown-attempt', 'No dispute about this attempt is open; read it again.');
    }
    const exercise = this.#parts.courses.catalogOf(group.course).get(before.exercise);
    const possible = exercise ? this.#parts.marks.of(learner.id).possible(exercise) : 0;
    const now = points ?? before.points;
    const state = isOpen ? decided(said, { before: before.points, now, possible }) : undefined;
    if (points !== undefined) decisions.review(id, { points, comment, by: by.id, at });
    if (state !== undefined) disputes.answer(id, { state, comment, instructor: by.id, at });
    audit.add({
      class: group.id,
      instructor: by.id,
      learner: learner.id,
      action: 'attempt.review',
      before: { attempt: id, points: before.points, status: before.verdict.status },
      after: { attempt: id, points: now, dispute: state ?? null, comment },
    });
    changes.emit('marks', learner.id);
    return shown.find(learner, id) as DeskAttempt;
  }

  #waiting(learner: Learner): ReviewItem[] {
    const { courses, marks, shown, disputes } = this.#parts;
    const own = marks.of(learner.id);
    return [...courses.catalogOf(learner.course).values()].flatMap((exercise) =>
      own.counting(exercise).flatMap((attempt) => {
        const dispute = disputes.find(attempt.id) ?? null;
        const isOpen = dispute?.state === 'open';
        if (!isOpen && attempt.verdict.status !== 'needs-review') return [];
        return {
          why: isOpen ? ('dispute' as const) : ('needs-review' as const),
          name: learner.name,
          possible: own.possible(exercise),
          attempt: shown.show(learner.id, attempt),
          dispute,
        };
      }),
    );
  }
}

/** What becomes of an open dispute: what the instructor says, as far as their points go. */
function decided(
  said: 'accepted' | 'rejected' | undefined,
  points: Parameters<typeof outcomeOf>[0],
): DisputeAnswer['state'] {
  if (said === 'accepted') return points.now < points.possible ? 'partly' : 'accepted';
  return said ?? outcomeOf(points);
}
