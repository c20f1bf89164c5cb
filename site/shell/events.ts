import * as api from '../../protocol/api/host.ts';
import { classView, loadClass } from '../class/state.ts';
import { decisions, loadExercises } from '../exercise/state.ts';
import { loadSecond, second } from '../host/second.ts';
import { host, loadHost } from '../host/state.ts';
import { loadMe, me, takesPart } from '../learner/state.ts';
import { followStream } from '../wire/stream.ts';

/**
 * Follows events of the learner's host, marks and class.
 * @returns ends that, for instance because somebody else is the learner.
 */
export function followEvents(): () => void {
  return followStream(
    api.events,
    {},
    {
      host: (status) => {
        const before = host.value?.state;
        host.value = status;
        // The beginning of an exercise has gone with the former host.
        if (before === 'ready' && status.state === 'resetting') void refreshMarks();
      },
      second: (status) => {
        second.value = status;
      },
      attempt: () => void refreshMarks(),
      class: (view) => {
        // When a learner is just let in the class is read anew, and when they are removed it is forgotten.
        if (takesPart.value) classView.value = view;
      },
      me: () => {
        decisions.value += 1;
        void refreshMarks();
      },
    },
    // Reads what happened while nobody listened. A learner who was removed meanwhile is refused.
    { onOpen: () => void catchUp().catch(() => {}), onDrop: () => void loadMe().catch(() => {}) },
  );
}

async function catchUp(): Promise<void> {
  await loadMe();
  if (takesPart.value) await Promise.all([loadHost(), loadSecond(), me.value?.class && loadClass()]);
}

/** Reads the learner, their points, and their standings from the server. */
export async function refreshMarks(): Promise<void> {
  await loadMe().catch(() => {});
  if (takesPart.value) await loadExercises().catch(() => {});
}
