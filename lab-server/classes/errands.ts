import type { Logger } from 'pino';
import type { Begun } from '../../protocol/desk/reset.ts';
import type { HostStatus } from '../../protocol/host.ts';
import { Turns } from '../common/turns.ts';
import type { CourseExercise } from '../course/catalog.ts';
import type { Marking } from '../grading/marking.ts';
import type { Marks } from '../grading/marks.ts';
import { pointsFor } from '../grading/standing.ts';
import type { HostMaker } from '../host-maker/contract.ts';
import { HostNotReady } from '../hosts/contract.ts';
import type { Audit } from '../store/audit.ts';
import type { Changes } from '../store/changes.ts';
import type { KeptClass } from '../store/classes.ts';
import type { Decisions } from '../store/decisions.ts';
import type { KeptInstructor } from '../store/instructors.ts';
import type { Learner } from '../store/learners.ts';

/** Most hosts on which errands are done at once. The rest wait. */
const AT_ONCE = 4;
/** The longest in ms that a host which is reset, or was parked, may take until it is ready. */
const PATIENCE = 120_000;

interface Parts {
  hosts: HostMaker;
  marking: Marking;
  marks: Marks;
  decisions: Decisions;
  audit: Audit;
  logger: Logger;
  /** The errand that is being done for a learner, or null. The wall shows it. */
  doing(learner: string, what: string | null): void;
  changes: Changes;
}

interface Errand {
  group: KeptClass;
  learner: Learner;
  by: KeptInstructor;
}

/** Errands that the desk has done on learners' hosts, one for each learner at a time. */
export class Errands {
  readonly #parts: Parts;
  readonly #turns = new Turns(AT_ONCE);
  readonly #busy = new Set<string>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Makes hosts anew, and does the tasks there one after another. */
  checkpoint(
    group: KeptClass,
    learners: readonly Learner[],
    tasks: readonly CourseExercise[],
    by: KeptInstructor,
  ): Begun {
    return this.#begin(learners, async (learner) => {
      const { hosts, audit, doing, changes } = this.#parts;
      // Noted first, since the learner's page says why the host goes.
      const after = tasks.map(({ id }) => id);
      audit.add({
        class: group.id,
        instructor: by.id,
        learner: learner.id,
        action: 'host.checkpoint',
        after,
      });
      changes.emit('marks', learner.id);
      doing(learner.id, 'checkpoint: a fresh host');
      await this.#ready(learner.id, () => hosts.reset({ learner: learner.id }));
      for (const task of tasks) {
        doing(learner.id, `checkpoint: ${task.title}`);
        const what = { learner: learner.id, course: learner.course, exercise: task.id };
        const begin = () => hosts.script({ ...what, script: 'start' });
        if (task.hasStart) await this.#parts.marking.start(learner.id, task, begin);
        await hosts.script({ ...what, script: 'solve' });
      }
    });
  }

  /** Checks the answers that stand against the hosts as they are now. */
  recheck(
    group: KeptClass,
    learners: readonly Learner[],
    exercises: readonly CourseExercise[],
    by: KeptInstructor,
  ): Begun {
    return this.#begin(learners, async (learner) => {
      const { hosts, doing } = this.#parts;
      doing(learner.id, 're-check');
      await this.#ready(learner.id, () => hosts.ensure({ learner: learner.id, course: learner.course }));
      for (const exercise of exercises) await this.#recheckOne({ group, learner, by }, exercise);
    });
  }

  async #recheckOne({ group, learner, by }: Errand, exercise: CourseExercise): Promise<void> {
    const { marking, marks, decisions, audit, doing, changes } = this.#parts;
    const attempt = marks.of(learner.id).standingAttempt(exercise);
    if (!attempt) return;
    doing(learner.id, `re-check: ${exercise.title}`);
    const answer = attempt.answer as Record<string, unknown>;
    const { verdict, seed } = await marking.recheck(learner.id, exercise, answer);
    // When the check could not look, the earlier result stands.
    if (verdict.status === 'error') throw new Error(verdict.findings[0]?.text);
    const points = pointsFor(verdict.score, marks.possible(learner.id, exercise));
    decisions.recheck(attempt.id, { verdict, points, seed, by: by.id, at: new Date().toISOString() });
    audit.add({
      class: group.id,
      instructor: by.id,
      learner: learner.id,
      action: 'attempt.recheck',
      before: { attempt: attempt.id, status: attempt.verdict.status, points: attempt.points },
      after: { attempt: attempt.id, status: verdict.status, points },
    });
    changes.emit('marks', learner.id);
  }

  #begin(learners: readonly Learner[], work: (learner: Learner) => Promise<void>): Begun {
    const [refused, begun] = [
      learners.filter(({ id }) => this.#busy.has(id)),
      learners.filter(({ id }) => !this.#busy.has(id)),
    ];
    for (const learner of begun) {
      this.#busy.add(learner.id);
      this.#parts.doing(learner.id, 'waiting for its turn');
      void this.#turns.run(() => this.#do(learner, work));
    }
    return {
      learners: begun.map(({ id }) => id),
      refused: refused.map(({ id, name }) => ({
        learner: id,
        name,
        why: 'Something is being done there already.',
      })),
    };
  }

  async #do(learner: Learner, work: (learner: Learner) => Promise<void>): Promise<void> {
    const { doing, logger } = this.#parts;
    try {
      await work(learner);
      doing(learner.id, null);
    } catch (error) {
      logger.warn({ err: error, learner: learner.id }, 'An errand of the desk failed');
      // The failure stays on the wall until the next errand.
      doing(learner.id, `failed: ${(error as Error).message}`);
    } finally {
      this.#busy.delete(learner.id);
    }
  }

  /** Resolves once the host is ready after the work that was begun. @throws HostNotReady */
  async #ready(learner: string, begin: () => Promise<HostStatus>): Promise<void> {
    const { hosts } = this.#parts;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const look = ({ state, reason }: HostStatus) => {
      if (state === 'ready') resolve();
      if (state === 'failed' || (state === 'at-rest' && reason !== undefined))
        reject(new HostNotReady(reason ?? 'The lab host could not be made.'));
    };
    const unfollow = hosts.onStatus((who, status) => {
      if (who === learner) look(status);
    });
    const timer = setTimeout(() => reject(new HostNotReady('The lab host took too long.')), PATIENCE);
    try {
      look(await begin());
      await promise;
    } finally {
      clearTimeout(timer);
      unfollow();
    }
  }
}
