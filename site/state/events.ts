import { events } from '../../protocol/events.ts';
import { followStream } from '../wire/stream.ts';
import { classView, loadClass } from './class.ts';
import { decisions, loadExercises } from './exercises.ts';
import { host, loadHost } from './host.ts';
import { loadMe, me, takesPart } from './learner.ts';

/**
 * Follows what happens to the learner's host, marks and class.
 * @returns ends it, for instance because somebody else is the learner.
 */
export function followEvents(): () => void {
  return followStream(
    '/api/events',
    events,
    {
      host: (status) => {
        const before = host.value?.state;
        host.value = status;
        // What was set up for an exercise has gone with the host before.
        if (before === 'ready' && status.state === 'resetting') void refreshMarks();
      },
      attempt: () => void refreshMarks(),
      class: (view) => {
        // Who is just being let in, or shown out, has it read anew or forgotten.
        if (takesPart.value) classView.value = view;
      },
      me: () => {
        decisions.value += 1;
        void refreshMarks();
      },
    },
    // What happened while nobody listened; who was shown out meanwhile is refused.
    { onOpen: () => void catchUp().catch(() => {}), onDrop: () => void loadMe().catch(() => {}) },
  );
}

async function catchUp(): Promise<void> {
  await loadMe();
  if (takesPart.value) await Promise.all([loadHost(), me.value?.class && loadClass()]);
}

/** Who the learner is, their points, and their standings, as the server has them now. */
export async function refreshMarks(): Promise<void> {
  await loadMe().catch(() => {});
  if (takesPart.value) await loadExercises().catch(() => {});
}
