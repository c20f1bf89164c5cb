import { effect } from '@preact/signals';
import { followEvents } from './events.ts';
import { loadExercises } from './exercises.ts';
import { loadHost } from './host.ts';
import { loadMe, me } from './learner.ts';

/** Learns who the learner is, then follows their host and marks as soon as there is one. */
export function startState(): void {
  void loadMe().catch(() => retryLater());
  const stop = effect(() => {
    if (me.value === null) void loadExercises().catch(() => {});
    if (!me.value) return;
    queueMicrotask(() => stop());
    void loadHost().catch(() => {});
    void loadExercises().catch(() => {});
    followEvents();
  });
}

/** The lab server may be starting: the page goes on by itself when it answers. */
function retryLater(): void {
  setTimeout(() => void loadMe().catch(retryLater), 2_000);
}
