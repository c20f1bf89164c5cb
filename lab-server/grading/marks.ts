import type { ClassSettings } from '../../protocol/class.ts';
import type { Standing } from '../../protocol/exercise.ts';
import { toTenths } from '../../protocol/points.ts';
import type { Verdict } from '../../protocol/verdict.ts';
import type { Attempts, KeptAttempt } from '../store/attempts.ts';
import type { Decisions, DecisionsOnLearner, Recheck, Review } from '../store/decisions.ts';
import { isHeld } from './exam.ts';
import { latePoints } from './late.ts';
import { type Marked, pointsIn } from './points.ts';
import { pointsFor, standing, standingOf } from './standing.ts';

/** An attempt with the points that it counts now, after repeated checks, reviews and lateness. */
export interface MarkedAttempt extends KeptAttempt {
  late: number;
  review: Review | null;
  held: boolean;
  /** It was reset and no longer counts. */
  void: boolean;
  reviews: Review[];
  rechecks: Recheck[];
}

interface Parts {
  attempts: Pick<Attempts, 'of'>;
  decisions: Pick<Decisions, 'about'>;
  /** The settings of the learner's class; undefined: they study alone. */
  settingsOf(learner: string): ClassSettings | undefined;
}

/** Works out what learners' attempts count. Each time this is done from the records, and no result is kept. */
export class Marks {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Points of an exercise for this learner. */
  possible(learner: string, exercise: Marked): number {
    return pointsIn(this.#parts.settingsOf(learner), exercise);
  }

  /** Everything that a learner has done. */
  of(learner: string): LearnerMarks {
    const { attempts, decisions, settingsOf } = this.#parts;
    return new LearnerMarks(attempts.of(learner), decisions.about(learner), settingsOf(learner));
  }
}

/** The marks of one learner as they are at one moment. */
export class LearnerMarks {
  readonly settings: ClassSettings | undefined;
  readonly #attempts: Map<string, KeptAttempt[]>;
  readonly #decisions: DecisionsOnLearner;

  constructor(
    attempts: readonly KeptAttempt[],
    decisions: DecisionsOnLearner,
    settings: ClassSettings | undefined,
  ) {
    this.#attempts = Map.groupBy(attempts, ({ exercise }) => exercise);
    this.#decisions = decisions;
    this.settings = settings;
  }

  possible(exercise: Marked): number {
    return pointsIn(this.settings, exercise);
  }

  /** All attempts, newest first, including those that were reset. */
  all(exercise: Marked): MarkedAttempt[] {
    return (this.#attempts.get(exercise.id) ?? []).map((attempt) => this.#mark(attempt, exercise));
  }

  /** The attempts that count, newest first. */
  counting(exercise: Marked): MarkedAttempt[] {
    return this.all(exercise).filter((attempt) => !attempt.void);
  }

  /** How the learner stands, for the eyes of an instructor. */
  standing(exercise: Marked): Standing | null {
    const counts = this.settings?.grading.counts ?? 'best';
    return standingOf(this.counting(exercise), counts, this.override(exercise.id));
  }

  /** The attempt that stands; undefined when none counted. */
  standingAttempt(exercise: Marked): MarkedAttempt | undefined {
    const counted = this.counting(exercise).filter((attempt) => attempt.counted);
    return standing(counted, this.settings?.grading.counts ?? 'best');
  }

  /** The points that an instructor gave instead of those that the attempts earned. */
  override(exercise: string): { points: number; comment: string; by: string; at: string } | null {
    const override = this.#decisions.overrides.get(exercise);
    return override && override.points !== null ? { ...override, points: override.points } : null;
  }

  #mark(attempt: KeptAttempt, exercise: Marked): MarkedAttempt {
    const { settings } = this;
    const possible = this.possible(exercise);
    const reviews = this.#decisions.reviews.get(attempt.id) ?? [];
    const rechecks = this.#decisions.rechecks.get(attempt.id) ?? [];
    const [review, recheck] = [reviews.at(-1), rechecks.at(-1)];
    const checked = recheck?.verdict ?? attempt.verdict;
    const isOwn = recheck !== undefined || settings?.grading.points[exercise.id] !== undefined;
    const points = review?.points ?? (isOwn ? pointsFor(checked.score, possible) : attempt.points);
    return {
      ...attempt,
      verdict: review ? reviewed(checked, review.points, possible) : checked,
      points,
      late: latePoints(points, attempt.at, settings?.grading),
      review: review ?? null,
      held: checked.status !== 'error' && isHeld(settings?.exam, attempt.at),
      void: this.#decisions.voids.has(attempt.id),
      reviews,
      rechecks,
      counted: attempt.counted || recheck !== undefined || review !== undefined,
    };
  }
}

/** A verdict that agrees with the points of a review. */
function reviewed(verdict: Verdict, points: number, possible: number): Verdict {
  const score = possible === 0 ? 0 : Math.min(1, points / possible);
  return { ...verdict, score, status: score === 1 ? 'correct' : score > 0 ? 'partial' : 'incorrect' };
}

/** The sum of points. */
export const sumOf = (points: readonly number[]): number =>
  toTenths(points.reduce((sum, one) => sum + one, 0));
