import type { Logger } from 'pino';
import type { Attempt } from '../../protocol/attempt.ts';
import { type Exercise, type OpenedHints, takenBy } from '../../protocol/exercise.ts';
import type { Solution } from '../../protocol/solution.ts';
import type { Verdict } from '../../protocol/verdict.ts';
import type { Look } from '../../protocol/watch.ts';
import { Refused } from '../common/refused.ts';
import type { CourseExercise } from '../course/catalog.ts';
import { fits } from '../course/needs.ts';
import type { Shelf } from '../course/shelf.ts';
import type { HostMaker } from '../host-maker/contract.ts';
import { notReady } from '../hosts/not-ready.ts';
import type { Attempts } from '../store/attempts.ts';
import type { Changes } from '../store/changes.ts';
import type { Disputes } from '../store/disputes.ts';
import type { HintCount, OpenedHintCounts } from '../store/hints.ts';
import type { Starts } from '../store/starts.ts';
import { isExam } from './exam.ts';
import { CHECK_LIMIT, grade } from './grade.ts';
import { heldBack, heldStanding } from './held.ts';
import type { Judge } from './judge.ts';
import { type LearnerMarks, type Marks, sumOf } from './marks.ts';
import { KeyedQueue } from './queue.ts';
import { forLearner, type Seen } from './redact.ts';
import { attemptsLeft, isClosed, requireExerciseOpen, requireNoExam, requireOpen } from './rules.ts';
import { maySeeSolution } from './solution.ts';
import { pointsFor } from './standing.ts';

/** Most answers of one learner that may wait behind the one being checked. */
const MOST_WAITING = 8;

interface Parts {
  courses: Shelf;
  /** The name of the learner's course. */
  courseOf(learner: string): string;
  attempts: Attempts;
  hints: OpenedHintCounts;
  disputes: Disputes;
  marks: Marks;
  starts: Starts;
  hosts: Pick<HostMaker, 'observe' | 'status'>;
  judge: Pick<Judge, 'expect' | 'judge'>;
  logger: Logger;
  changes: Changes;
  /** The longest in ms that a check may look at a host. */
  checkLimit?: number;
}

/** The result of a check. */
export interface Checked {
  verdict: Verdict;
  /** The seed of the host that was looked at. */
  seed: string;
  /** Seconds, without the wait for its turn. */
  seconds: number;
}

/** Marks answers and knows how learners stand. */
export class Marking {
  readonly #parts: Parts;
  readonly #queue = new KeyedQueue(MOST_WAITING);

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** The exercises as the learner may see them by now, with how they stand. */
  exercises(learner: string): Exercise[] {
    const { courses, courseOf } = this.#parts;
    const marks = this.#parts.marks.of(learner);
    return [...courses.catalogOf(courseOf(learner)).values()].map((exercise) => {
      const { id, number, title, chapter, form, revealAfter, answerSchema, watch } = exercise;
      const own = marks.counting(exercise);
      const held = own.filter((attempt) => attempt.held);
      // A verdict that is held back gives nothing away, not even by opening the solution.
      const solution = {
        rule: exercise.solution,
        open: !isExam(marks.settings?.exam) && maySeeSolution(exercise, own),
      };
      return {
        id,
        number,
        title,
        chapter,
        points: marks.possible(exercise),
        closed: isClosed(marks.settings, id),
        attemptsLeft: attemptsLeft(marks.settings, own),
        answer: answerSchema,
        form,
        hints: this.#hints(exercise, this.#opened(learner, exercise).opened),
        revealAfter,
        solution,
        start: this.#start(learner, exercise),
        fits: this.#fits(learner, exercise),
        watch: watch && !isExam(marks.settings?.exam),
        standing: held.length > 0 ? heldStanding(held) : marks.standing(exercise),
      };
    });
  }

  points(learner: string): { earned: number; possible: number } {
    const exercises = this.exercises(learner);
    return {
      earned: sumOf(exercises.map(({ standing }) => standing?.points ?? 0)),
      possible: sumOf(exercises.map(({ points }) => points)),
    };
  }

  /** Newest first, each as the learner may see it by now. */
  attempts(learner: string, exercise: CourseExercise): Attempt[] {
    const { id } = exercise;
    const marks = this.#parts.marks.of(learner);
    const attempts = marks.counting(exercise);
    const seen = seenBy(marks, exercise);
    const disputes = this.#parts.disputes.of(learner, id);
    return attempts.map(({ void: _, reviews: __, rechecks: ___, ...attempt }) => {
      if (attempt.held) return heldBack(attempt);
      const verdict = forLearner(attempt.verdict, seen);
      return { ...attempt, verdict, dispute: disputes.get(attempt.id) ?? null };
    });
  }

  /**
   * Checks an answer that the checker's schema accepted, and keeps the attempt. A learner's answers are checked one
   * after another, since two checks at once would disturb what the other sees. Hints that are opened while it waits take nothing from it.
   * @throws HostNotReady, QueueFull, Refused when the class takes no answer; then there was no attempt
   */
  submit(learner: string, exercise: CourseExercise, answer: Record<string, unknown>): Promise<Attempt> {
    const deducted = this.#price(learner, exercise);
    return this.#queue.run(learner, async () => {
      this.#requireOpen(learner, exercise);
      const checked = await this.#check(learner, exercise, answer, false);
      return this.#keep(learner, exercise, { answer, deducted, ...checked });
    });
  }

  /**
   * Looks as though `{}` were answered, and keeps the attempt only when that is correct, so a look never counts against the learner. Hints
   * take from the attempt what they took when the look began. Returns undefined without a look when the learner was correct before, or answers
   * of theirs are being checked. The look takes no place among the answers that may wait.
   * @throws HostNotReady, Refused when the class takes no answer
   */
  async look(learner: string, exercise: CourseExercise): Promise<Look | undefined> {
    const before = this.#parts.marks.of(learner);
    if (before.counting(exercise).some(({ verdict }) => verdict.status === 'correct')) return undefined;
    // A task that marks itself would give away the verdict that is held back.
    requireNoExam(before.settings, 'Marking by itself is');
    this.#requireOpen(learner, exercise);
    const deducted = this.#price(learner, exercise);
    return this.#queue.runAlone(learner, async () => {
      const at = new Date().toISOString();
      const checked = await this.#check(learner, exercise, {}, true);
      const { status } = checked.verdict;
      if (status === 'correct') this.#keep(learner, exercise, { answer: {}, deducted, ...checked });
      const { findings } = forLearner(checked.verdict, seenBy(this.#parts.marks.of(learner), exercise));
      // A page asks every few seconds, and shows no evidence beside what is not there yet.
      return { at, status, findings: findings.map((finding) => ({ ...finding, evidence: [] })) };
    });
  }

  /** The verdict on an answer against the host as it is now. Nothing is kept. @throws HostNotReady, QueueFull */
  recheck(learner: string, exercise: CourseExercise, answer: Record<string, unknown>): Promise<Checked> {
    return this.#queue.run(learner, () => this.#check(learner, exercise, answer, false));
  }

  /**
   * Has the beginning of an exercise made, by which answers are taken from then on.
   * @throws Refused when the class has closed it, and whatever making throws
   */
  async start(learner: string, exercise: CourseExercise, make: () => Promise<void>): Promise<void> {
    requireExerciseOpen(this.#parts.marks.of(learner).settings, exercise);
    // No check may look at a half-prepared host.
    await this.#queue.run(learner, make);
    this.#parts.starts.add(learner, exercise.id);
  }

  /**
   * Keeps a learner's dispute of the verdict on an attempt. Returns the attempt with it; undefined when the attempt is not theirs.
   * @throws Refused where it has been disputed before
   */
  dispute(learner: string, exercise: CourseExercise, attempt: number, reason: string): Attempt | undefined {
    const disputed = this.#attempt(learner, exercise, attempt);
    if (!disputed) return undefined;
    if (disputed.held) requireNoExam(this.#parts.marks.of(learner).settings, 'Disputes are');
    const at = new Date().toISOString();
    if (!this.#parts.disputes.add(attempt, { reason, at })) {
      const detail = 'Each attempt can be disputed once; what you wrote is kept with it.';
      throw new Refused('disputed-already', detail);
    }
    this.#parts.changes.emit('marks', learner);
    return this.#attempt(learner, exercise, attempt);
  }

  /**
   * Opens the next hint. When `number` is given, it opens only the hint of that number, so that nobody pays for two by asking twice.
   * @throws Refused in an exam, or when the exercise is closed
   */
  openHint(learner: string, exercise: CourseExercise, number?: number): OpenedHints {
    const { settings } = this.#parts.marks.of(learner);
    requireNoExam(settings, 'Hints are');
    requireExerciseOpen(settings, exercise);
    const { id, hints } = exercise;
    const { opened } = this.#opened(learner, exercise);
    if (number !== undefined && number !== opened + 1) return this.#hints(exercise, opened);
    return this.#hints(exercise, this.#parts.hints.openNext(learner, id, hints.length));
  }

  /** Opens the next hint for a learner, who pays nothing for it. */
  giveHint(learner: string, exercise: CourseExercise): OpenedHints {
    this.#parts.hints.give(learner, exercise.id, exercise.hints.length);
    return this.#hints(exercise, this.#opened(learner, exercise).opened);
  }

  /** The solution; undefined as long as the learner may not see it. */
  solution(learner: string, exercise: CourseExercise): Solution | undefined {
    const marks = this.#parts.marks.of(learner);
    if (!exercise.steps || isExam(marks.settings?.exam)) return undefined;
    return maySeeSolution(exercise, marks.counting(exercise)) ? { steps: exercise.steps } : undefined;
  }

  /** Resolves once no answer is being checked. */
  idle(): Promise<void> {
    return this.#queue.idle();
  }

  #start(learner: string, { id, hasStart }: CourseExercise): Exercise['start'] {
    if (!hasStart) return 'none';
    return this.#parts.starts.has(learner, id) ? 'made' : 'due';
  }

  /** As long as a learner has no host, what runs on it is not known. */
  #fits(learner: string, { needs, isTask }: CourseExercise): boolean {
    const { hosts, courses, courseOf } = this.#parts;
    // A task changes the host.
    const all = isTask ? ['own-host', ...needs] : needs;
    const seed = all.length > 0 ? hosts.status(learner)?.seed : undefined;
    return seed === undefined || fits(all, courses.draw(courseOf(learner), seed));
  }

  /** @throws Refused when the host is not one for it, its beginning was not made, or the class takes no answer now */
  #requireOpen(learner: string, exercise: CourseExercise): void {
    if (!this.#fits(learner, exercise)) {
      const detail = `“${exercise.title}” needs what your lab host does not have: not all run the same containers, and one that all share is not to be changed. Go on with another exercise.`;
      throw new Refused('not-on-this-host', detail);
    }
    if (this.#start(learner, exercise) === 'due') {
      const detail = `“${exercise.title}” has a beginning of its own: set it up first. A host that was reset since has to be set up again.`;
      throw new Refused('not-started', detail);
    }
    const marks = this.#parts.marks.of(learner);
    const now = new Date().toISOString();
    requireOpen({ settings: marks.settings, exercise, attempts: marks.counting(exercise), now });
  }

  /** @throws HostNotReady */
  async #check(
    learner: string,
    { id }: CourseExercise,
    answer: Record<string, unknown>,
    watching: boolean,
  ): Promise<Checked> {
    const { hosts, judge, logger, courseOf, checkLimit = CHECK_LIMIT } = this.#parts;
    const { state, seed = '' } = hosts.status(learner) ?? {};
    if (state !== 'ready') throw notReady(state);
    // Otherwise the log would say every few seconds that a host can't be looked at.
    const log = logger.child({ learner, exercise: id }, watching ? { level: 'error' } : {});
    const began = performance.now();
    const course = courseOf(learner);
    const observe = () => hosts.observe({ learner, course, exercise: id, watching });
    judge.expect();
    const decide = (facts: unknown) => judge.judge({ course, exercise: id, answer, facts });
    const verdict = await grade(observe, decide, log, checkLimit);
    return { verdict, seed, seconds: (performance.now() - began) / 1000 };
  }

  /** Keeps a checked answer as an attempt, and announces it. */
  #keep(
    learner: string,
    exercise: CourseExercise,
    given: Checked & { answer: Record<string, unknown>; deducted: number },
  ): Attempt {
    const { attempts, marks, changes } = this.#parts;
    const { verdict, seconds, ...rest } = given;
    changes.emit('checked', learner, exercise.id, verdict.status, seconds);
    const kept = attempts.add(learner, {
      ...rest,
      exercise: exercise.id,
      verdict,
      points: pointsFor(verdict.score, marks.possible(learner, exercise)),
      counted: verdict.status !== 'error',
      at: new Date().toISOString(),
    });
    const seen = this.#attempt(learner, exercise, kept.id);
    if (!seen) throw new Error(`Attempt ${kept.id} was kept and is not there.`);
    changes.emit('attempt', learner, seen);
    return seen;
  }

  #attempt(learner: string, exercise: CourseExercise, id: number): Attempt | undefined {
    return this.attempts(learner, exercise).find((attempt) => attempt.id === id);
  }

  /** The number of open hints. An author may have removed some since. */
  #opened(learner: string, { id, hints }: CourseExercise): HintCount {
    const { opened, given } = this.#parts.hints.count(learner, id);
    return { opened: Math.min(hints.length, opened), given };
  }

  /** The points that the open hints take. */
  #price(learner: string, exercise: CourseExercise): number {
    const { opened, given } = this.#opened(learner, exercise);
    return takenBy(Math.max(0, opened - given), exercise.hintCost);
  }

  #hints({ hints, hintCost }: CourseExercise, opened: number): OpenedHints {
    return { total: hints.length, opened: hints.slice(0, opened), cost: hintCost };
  }
}

/** What decides how much of a verdict the learner may see by now. */
function seenBy(marks: LearnerMarks, exercise: CourseExercise): Seen {
  return {
    counted: marks.counting(exercise).filter(({ counted }) => counted).length,
    revealAfter: exercise.revealAfter,
    alone: marks.settings === undefined,
  };
}
