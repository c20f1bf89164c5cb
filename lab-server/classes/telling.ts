import type { events } from '../../protocol/events.ts';
import { isExtra, secondOf } from '../../protocol/host-owner.ts';
import type { EventStreams } from '../common/event-streams.ts';
import type { Shelf } from '../course/shelf.ts';
import { isExam } from '../grading/exam.ts';
import type { KeptClass } from '../store/classes.ts';
import type { Learner } from '../store/learners.ts';
import type { Stores } from '../store/stores.ts';
import type { TerminalKeeper } from '../terminals/keeper.ts';
import type { ClassViews } from './views.ts';
import type { Walls } from './wall.ts';

interface Parts {
  stores: Stores;
  courses: Shelf;
  /** The streams of learners' pages. */
  events: EventStreams<typeof events>;
  terminals: Pick<TerminalKeeper, 'addMarker' | 'pause'>;
  walls: Walls;
  views: ClassViews;
  /** Ends the streams by which a learner's pages follow the map of their host. */
  endMap(learner: string): void;
}

/** A host that is made anew has no exercise's beginning any more. */
const MADE_ANEW = ['queued', 'starting', 'resetting', 'failed'];

/** Tells each change to those it concerns: the learner's pages, the walls at the desk, the terminals. */
export function tellChanges({ stores, courses, events, terminals, walls, views, endMap }: Parts): void {
  const { learners, classes, starts, changes } = stores;

  const tellOfClass = (id: string) => {
    const learner = learners.find(id);
    const view = learner && views.of(learner);
    if (view) events.publish(id, 'class', view);
    walls.touch(id);
  };
  /** Holds back the keystrokes of those whose class is paused. */
  const pause = () => {
    const paused = classes.open().filter(({ live }) => live.paused);
    const all = paused.flatMap(({ id }) => learners.of(id)).map(({ id }) => id);
    terminals.pause({ learners: all.flatMap((id) => [id, secondOf(id)]) });
  };

  changes.on('here', (learner, exercise) => walls.isOn(learner, exercise));
  changes.on('attempt', (learner, attempt) => {
    walls.isOn(learner, attempt.exercise);
    events.publish(learner, 'attempt', attempt);
    const { exercise, verdict } = attempt;
    const { title = exercise } = courses.catalogOf(stores.courseOf(learner)).get(exercise) ?? {};
    const label = `${title}: ${verdict.status}`;
    terminals.addMarker({ learner, label });
    walls.marked(learner);
  });
  changes.on('marks', (learner) => {
    events.publish(learner, 'me', {});
    // What an instructor did to them is in the view.
    tellOfClass(learner);
    walls.marked(learner);
  });
  changes.on('audit', (group) => walls.noted(group));
  changes.on('help', tellOfClass);
  changes.on('presence', (learner) => walls.touch(learner));
  changes.on('host', (learner, status) => {
    if (isExtra(learner)) return;
    events.publish(learner, 'host', status);
    if (MADE_ANEW.includes(status.state)) starts.forget(learner);
    walls.touch(learner);
  });
  changes.on('learner', (now: Learner, before: Learner) => {
    pause();
    events.publish(now.id, 'me', {});
    tellOfClass(now.id);
    const left = before.class !== null && (now.state !== 'active' || now.class !== before.class);
    if (left && before.class !== null) walls.gone(before.class, now.id);
    for (const group of new Set([before.class, now.class])) if (group !== null) walls.changed(group);
  });
  changes.on('class', (now: KeptClass, before: KeptClass) => {
    pause();
    for (const { id } of learners.of(now.id)) {
      if (isExam(now.settings.exam) && !isExam(before.settings.exam)) endMap(id);
      tellOfClass(id);
      // Points, and the hints and solutions that may be opened, depend on the settings.
      if (now.settings !== before.settings) events.publish(id, 'me', {});
    }
    walls.changed(now.id);
  });
  changes.on('roster', (group) => walls.changed(group));
  pause();
}
