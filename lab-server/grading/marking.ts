import type { Logger } from 'pino';
import type { Attempt } from '../../protocol/attempt.ts';
import { type Exercise, type OpenedHints, takenBy } from '../../protocol/exercise.ts';
import type { Solution } from '../../protocol/solution.ts';
import type { VerdictStatus } from '../../protocol/verdict.ts';
import type { HostMaker } from '../host-maker/contract.ts';
import { notReady } from '../hosts/not-ready.ts';
import type { Attempts } from '../store/attempts.ts';
import type { Disputes } from '../store/disputes.ts';
import type { OpenedHintCounts } from '../store/hints.ts';
import type { Catalog, CourseExercise } from './catalog.ts';
import { CHECK_LIMIT, grade } from './grade.ts';
import { KeyedQueue } from './queue.ts';
import { forLearner } from './redact.ts';
import { maySeeSolution } from './solution.ts';
import { pointsFor, standingOf } from './standing.ts';

/** Answers of one learner that may wait behind the one being checked. */
const MOST_WAITING = 8;

interface Parts {
  catalog: Catalog;
  attempts: Attempts;
  hints: OpenedHintCounts;
  disputes: Disputes;
  hosts: Pick<HostMaker, 'observe' | 'status'>;
  logger: Logger;
  /** Called with each new attempt as its learner may see it, once it is on disk. */
  onAttempt(learner: string, attempt: Attempt): void;
  /** Called when an answer was judged, with what came of it and the seconds it took, without waiting for its turn. */
  onChecked?(exercise: string, status: VerdictStatus, seconds: number): void;
  /** Most ms a check may take in all. */
  checkLimit?: number;
}

/** An attempt is disputed once. */
export class AlreadyDisputed extends Error {
  override name = 'AlreadyDisputed';
}

/** Marks answers and knows how learners stand. */
export class Marking {
  readonly #parts: Parts;
  readonly #queue = new KeyedQueue(MOST_WAITING);

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  find(id: string): CourseExercise | undefined {
    return this.#parts.catalog.get(id);
  }

  exercises(learner: string): Exercise[] {
    const attempts = Map.groupBy(this.#parts.attempts.of(learner), (attempt) => attempt.exercise);
    return [...this.#parts.catalog.values()].map((exercise) => {
      const { id, number, title, chapter, points, form, revealAfter, answerSchema } = exercise;
      const own = attempts.get(id) ?? [];
      const standing = standingOf(own);
      const solution = { rule: exercise.solution, open: maySeeSolution(exercise, own) };
      const hints = this.#hints(exercise, this.#opened(learner, exercise));
      return {
        id,
        number,
        title,
        chapter,
        points,
        answer: answerSchema,
        form,
        hints,
        revealAfter,
        solution,
        standing,
      };
    });
  }

  points(learner: string): { earned: number; possible: number } {
    const exercises = this.exercises(learner);
    const earned = exercises.reduce((sum, { standing }) => sum + (standing?.points ?? 0), 0);
    // To one decimal, for sums of tenths are not exact.
    return {
      earned: Math.round(earned * 10) / 10,
      possible: exercises.reduce((sum, { points }) => sum + points, 0),
    };
  }

  /** Newest first, each as the learner may see it by now. */
  attempts(learner: string, { id, revealAfter }: CourseExercise): Attempt[] {
    const attempts = this.#parts.attempts.of(learner, id);
    const counted = attempts.filter((attempt) => attempt.counted).length;
    const disputes = this.#parts.disputes.of(learner, id);
    return attempts.map((attempt) => ({
      ...attempt,
      verdict: forLearner(attempt.verdict, counted, revealAfter),
      dispute: disputes.get(attempt.id) ?? null,
    }));
  }

  /**
   * Checks an answer that the checker's schema accepted, and keeps the attempt. A learner's answers are checked one
   * after another, since two checks at once would disturb what the other sees. Hints that are opened while it waits take nothing from it.
   * @throws HostNotReady, QueueFull; then there was no attempt
   */
  submit(learner: string, exercise: CourseExercise, answer: Record<string, unknown>): Promise<Attempt> {
    const deducted = takenBy(this.#opened(learner, exercise), exercise.hintCost);
    return this.#queue.run(learner, async () => {
      const { hosts, attempts, logger, onAttempt, onChecked, checkLimit = CHECK_LIMIT } = this.#parts;
      const { state, seed = '' } = hosts.status(learner) ?? {};
      if (state !== 'ready') throw notReady(state);
      const log = logger.child({ learner, exercise: exercise.id });
      const began = performance.now();
      const verdict = await grade(
        exercise.check,
        answer,
        () => hosts.observe(learner, exercise.checker),
        log,
        checkLimit,
      );
      onChecked?.(exercise.id, verdict.status, (performance.now() - began) / 1000);
      const kept = attempts.add(learner, {
        exercise: exercise.id,
        answer,
        verdict,
        points: pointsFor(verdict.score, exercise.points),
        deducted,
        seed,
        counted: verdict.status !== 'error',
        at: new Date().toISOString(),
      });
      const seen = this.#attempt(learner, exercise, kept.id);
      if (!seen) throw new Error(`Attempt ${kept.id} was kept and is not there.`);
      onAttempt(learner, seen);
      return seen;
    });
  }

  /**
   * Keeps what a learner says against the verdict on an attempt. The attempt with it; undefined when that is not theirs.
   * @throws AlreadyDisputed
   */
  dispute(learner: string, exercise: CourseExercise, attempt: number, reason: string): Attempt | undefined {
    if (!this.#attempt(learner, exercise, attempt)) return undefined;
    const at = new Date().toISOString();
    if (!this.#parts.disputes.add(attempt, { reason, state: 'open', at })) throw new AlreadyDisputed();
    return this.#attempt(learner, exercise, attempt);
  }

  /** Opens the next hint; when `number` is given, only if that is the one, so that nobody pays for two by asking twice. */
  openHint(learner: string, exercise: CourseExercise, number?: number): OpenedHints {
    const { id, hints } = exercise;
    const opened = this.#opened(learner, exercise);
    if (number !== undefined && number !== opened + 1) return this.#hints(exercise, opened);
    return this.#hints(exercise, this.#parts.hints.openNext(learner, id, hints.length));
  }

  /** Undefined as long as the learner may not see it. */
  solution(learner: string, exercise: CourseExercise): Solution | undefined {
    const { id, steps } = exercise;
    return steps && maySeeSolution(exercise, this.#parts.attempts.of(learner, id)) ? { steps } : undefined;
  }

  /** Resolves once no answer is being checked. */
  idle(): Promise<void> {
    return this.#queue.idle();
  }

  #attempt(learner: string, exercise: CourseExercise, id: number): Attempt | undefined {
    return this.attempts(learner, exercise).find((attempt) => attempt.id === id);
  }

  /** How many hints are open; an author may have taken some away since. */
  #opened(learner: string, { id, hints }: CourseExercise): number {
    return Math.min(hints.length, this.#parts.hints.count(learner, id));
  }

  #hints({ hints, hintCost }: CourseExercise, opened: number): OpenedHints {
    return { total: hints.length, opened: hints.slice(0, opened), cost: hintCost };
  }
}
