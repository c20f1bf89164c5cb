import { signal } from '@preact/signals';
import { z } from 'zod';
import type { Me } from '../../protocol/learner.ts';
import { keep, kept } from '../shell/kept.ts';

const KEY = 'class';
const Membership = z.object({ name: z.string(), isWaiting: z.boolean() });
type Membership = z.infer<typeof Membership>;

/** The class that no longer knows the learner of this browser, or did not let them in. */
export const shownOut = signal<Membership & { isErased: boolean }>();

/**
 * Notes who the learner is now. When they are nobody, it notes that a class has removed them.
 * @param isErased whether all that was kept of them is gone.
 */
export function noteMembership(me: Me | null, isErased: boolean): void {
  if (me) {
    shownOut.value = undefined;
    const { class: group, state } = me;
    keep(KEY, group && JSON.stringify({ name: group.name, isWaiting: state === 'waiting' }));
    return;
  }
  const before = membershipIn(kept(KEY));
  if (before) shownOut.value = { ...before, isErased };
  keep(KEY, null);
}

function membershipIn(text: string | null): Membership | undefined {
  try {
    return Membership.parse(JSON.parse(text ?? ''));
  } catch {
    return undefined;
  }
}
