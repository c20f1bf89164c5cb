import { computed, effect } from '@preact/signals';
import { classView, loadClass } from './class.ts';
import { takeCode } from './class-code.ts';
import { followEvents } from './events.ts';
import { exercises, loadExercises } from './exercises.ts';
import { host, loadHost } from './host.ts';
import { asking, loadMe, me } from './learner.ts';

/** What the page may show hangs on this; an answer with other points and the same of these begins nothing anew. */
const who = computed(() => me.value && `${me.value.id} ${me.value.state} ${me.value.class?.id}`);

/** Learns who the learner is, then follows their host, marks and class as soon as there is one, and whenever it is another. */
export function startState(): void {
  const hasCode = takeCode();
  void loadMe()
    .catch(retryLater)
    .then(() => {
      // Who studies alone can go on in a class; who is in one may be somebody else at the same computer, and is asked that.
      if (hasCode && me.value !== undefined) asking.value = true;
    });
  let unfollow = (): void => {};
  effect(() => {
    if (who.value === undefined) return;
    unfollow();
    unfollow = who.value === null ? () => {} : followEvents();
    // Reads of signals in what it starts are no concern of this effect.
    queueMicrotask(loadAll);
  });
}

/** Everything about the learner that pages show; nothing of one who is none, or waits to be let in. */
function loadAll(): void {
  const learner = me.value;
  // What is there may be another's.
  host.value = undefined;
  exercises.value = learner === null ? null : undefined;
  classView.value = learner === null ? null : undefined;
  if (learner?.state !== 'active') return;
  void loadHost().catch(() => {});
  void loadExercises().catch(() => {});
  if (learner.class) void loadClass().catch(() => {});
  else classView.value = null;
}

/** The lab server may be starting: the page goes on by itself when it answers. */
function retryLater(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 2_000)).then(() => loadMe().catch(retryLater));
}
