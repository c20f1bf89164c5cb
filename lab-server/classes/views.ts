import type { ClassView } from '../../protocol/class.ts';
import type { Shelf } from '../course/shelf.ts';
import { isExam } from '../grading/exam.ts';
import type { Attempts } from '../store/attempts.ts';
import type { Audit } from '../store/audit.ts';
import type { Classes, KeptClass } from '../store/classes.ts';
import type { Hands } from '../store/hands.ts';
import type { Instructors } from '../store/instructors.ts';
import type { Learner } from '../store/learners.ts';
import type { Messages } from '../store/messages.ts';
import { actsOn } from './acts.ts';
import type { Controls } from './controls.ts';
import type { Onlookers } from './onlookers.ts';

interface Parts {
  classes: Classes;
  instructors: Instructors;
  hands: Hands;
  messages: Messages;
  controls: Controls;
  onlookers: Onlookers;
  audit: Audit;
  attempts: Pick<Attempts, 'find'>;
  courses: Shelf;
  /** Whether the lab server records at all. */
  records: boolean;
}

/** The view of their class that a learner's page shows. */
export class ClassViews {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Undefined for a learner who studies alone. */
  of({ id, class: groupId }: Pick<Learner, 'id' | 'class'>): ClassView | undefined {
    const { classes, hands, messages, controls, onlookers, records, audit, attempts, courses } = this.#parts;
    const group = groupId === null ? undefined : classes.find(groupId);
    if (!group) return undefined;
    const { settings, live } = group;
    return {
      name: group.name,
      instructors: this.#names(group),
      paused: live.paused,
      timer: live.timer,
      counts: settings.grading.counts,
      due: settings.grading.due,
      late: settings.grading.late,
      exam: settings.exam,
      recorded: records && settings.recordings.on,
      closedChapters: settings.closedChapters,
      closedExercises: settings.closedExercises,
      hand: hands.of(id),
      messages: messages.of(id),
      acts: actsOn(id, !isExam(settings.exam), {
        audit,
        catalog: courses.catalogOf(group.course),
        exerciseOf: (attempt) => attempts.find(attempt)?.attempt.exercise,
      }),
      watched: onlookers.of(id).map(({ id: terminal, by }) => ({ terminal, by })),
      control: controls.of(id),
    };
  }

  #names({ id }: KeptClass): string[] {
    const { classes, instructors } = this.#parts;
    return classes.instructorsOf(id).flatMap((one) => instructors.find(one)?.name ?? []);
  }
}
