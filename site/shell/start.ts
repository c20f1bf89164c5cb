import { computed, effect } from '@preact/signals';
import { takeCode } from '../class/class-code.ts';
import { classView, loadClass } from '../class/state.ts';
import { exercises, loadExercises } from '../exercise/state.ts';
import { loadSecond, second } from '../host/second.ts';
import { host, loadHost } from '../host/state.ts';
import { takeTicket } from '../learner/school.ts';
import { asking, enter, followOtherTabs, loadMe, me } from '../learner/state.ts';
import { followEvents } from './events.ts';

/** What the page may show depends on these three alone: when only the learner's points change, nothing is loaded again. */
const who = computed(() => me.value && `${me.value.id} ${me.value.state} ${me.value.class?.id}`);

/** Asks who the learner is, then loads and follows their host, marks and class, and does so again whenever the learner is another. */
export function startState(): void {
  const ticket = takeTicket();
  const hasCode = takeCode();
  // One whose ticket is good no more is whoever this browser had before, and is asked for a name if there was nobody.
  void (ticket === undefined ? loadMe() : enter(ticket).catch(loadMe)).catch(retryLater).then(() => {
    // A learner who studies alone can go on in a class. One who is in a class already may be somebody else at the same computer, so the page asks.
    if (hasCode && me.value !== undefined) asking.value = true;
  });
  followOtherTabs();
  let unfollow = (): void => {};
  effect(() => {
    if (who.value === undefined) return;
    unfollow();
    unfollow = who.value === null ? () => {} : followEvents();
    // In a microtask, so that this effect does not depend on the signals that loading reads.
    queueMicrotask(loadAll);
  });
}

/** Loads everything about the learner that pages show. There is nothing to load without a learner, or for one who waits to be let in. */
function loadAll(): void {
  const learner = me.value;
  // The data that is there may belong to another learner.
  host.value = undefined;
  second.value = undefined;
  exercises.value = learner === null ? null : undefined;
  classView.value = learner === null ? null : undefined;
  if (learner?.state !== 'active') return;
  void loadHost().catch(() => {});
  void loadSecond().catch(() => {});
  void loadExercises().catch(() => {});
  if (learner.class) void loadClass().catch(() => {});
  else classView.value = null;
}

/** The lab server may be starting. The page goes on by itself when it answers. */
function retryLater(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 2_000)).then(() => loadMe().catch(retryLater));
}
