import type { ClassSettings } from '../../protocol/class.ts';
import type { Exercise, Standing } from '../../protocol/exercise.ts';
import type { Verdict } from '../../protocol/verdict.ts';
import type { Attempts, KeptAttempt } from '../store/attempts.ts';
import type { Decisions, DecisionsOnLearner, Recheck, Review } from '../store/decisions.ts';
import { isHeld } from './exam.ts';
import { latePoints } from './late.ts';
import { pointsFor, standing, standingOf } from './standing.ts';

/** What of an exercise marks depend on. */
type Marked = Pick<Exercise, 'id' | 'points'>;

/** An attempt with what it counts now: after checks were repeated, reviews, and what lateness takes. */
export interface MarkedAttempt extends KeptAttempt {
  late: number;
  review: Review | null;
  held: boolean;
  /** It was reset and counts no more. */
  void: boolean;
  reviews: Review[];
  rechecks: Recheck[];
}

interface Parts {
  attempts: Pick<Attempts, 'of'>;
  decisions: Pick<Decisions, 'about'>;
  /** Of the learner's class; undefined: they study alone. */
  settingsOf(learner: string): ClassSettings | undefined;
}

/** What learners' attempts count, worked out from what is on record each time: nothing of it is kept. */
export class Marks {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Points of an exercise for this learner. */
  possible(learner: string, { id, points }: Marked): number {
    return this.#parts.settingsOf(learner)?.grading.points[id] ?? points;
  }

  /** All that a learner has done. */
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

  possible({ id, points }: Marked): number {
    return this.settings?.grading.points[id] ?? points;
  }

  /** Every attempt, newest first, with those that were reset. */
  all(exercise: Marked): MarkedAttempt[] {
    return (this.#attempts.get(exercise.id) ?? []).map((attempt) => this.#mark(attempt, exercise));
  }

  /** Those that count, newest first. */
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

  /** What an instructor gave instead of what the attempts earned. */
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

/** A verdict that says what the points of a review say. */
function reviewed(verdict: Verdict, points: number, possible: number): Verdict {
  const score = possible === 0 ? 0 : Math.min(1, points / possible);
  return { ...verdict, score, status: score === 1 ? 'correct' : score > 0 ? 'partial' : 'incorrect' };
}

/** Sum of points to one decimal, for sums of tenths are not exact. */
export const sumOf = (points: readonly number[]): number =>
  Math.round(points.reduce((sum, one) => sum + one, 0) * 10) / 10;
