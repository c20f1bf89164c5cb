import { readFileSync } from 'node:fs';
import type { Shelf } from '../course/shelf.ts';
import type { Marks } from '../grading/marks.ts';
import type { RecordingShelf } from '../recordings/shelf.ts';
import type { KeptClass } from '../store/classes.ts';
import type { Disputes } from '../store/disputes.ts';
import type { Hands } from '../store/hands.ts';
import type { Learner } from '../store/learners.ts';
import type { Messages } from '../store/messages.ts';
import type { Notes } from '../store/notes.ts';

interface Parts {
  courses: Shelf;
  marks: Marks;
  disputes: Disputes;
  notes: Notes;
  messages: Messages;
  hands: Hands;
  shelf: RecordingShelf;
}

/** Everything that is kept of one learner, for handing it to them. */
export class LearnerExport {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Returns it as plain JSON, with whole recordings in asciicast v3. */
  async of(group: KeptClass, learner: Learner): Promise<object> {
    const { courses, marks, disputes, notes, messages, hands, shelf } = this.#parts;
    const own = marks.of(learner.id);
    const recordings = await shelf.list(learner.id, new Set());
    return {
      exportedAt: new Date().toISOString(),
      class: group.name,
      course: learner.course,
      learner,
      exercises: [...courses.catalogOf(learner.course).values()].map((exercise) => ({
        exercise: exercise.id,
        title: exercise.title,
        possible: own.possible(exercise),
        standing: own.standing(exercise),
        attempts: own
          .all(exercise)
          .map((attempt) => ({ ...attempt, dispute: disputes.find(attempt.id) ?? null })),
      })),
      notes: notes.of(learner.id),
      messages: messages.of(learner.id),
      hand: hands.of(learner.id),
      recordings: recordings.map((info) => ({
        ...info,
        asciicast: readFileSync(shelf.find(learner.id, info.id) ?? '', 'utf8'),
      })),
    };
  }
}
