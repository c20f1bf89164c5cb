import { computed, signal } from '@preact/signals';
import { keep, kept } from '../shell/kept.ts';
import { noticesOf } from './notices.ts';
import { classView } from './state.ts';
import { keysIn, unreadOf, written } from './unread.ts';

const KEY = 'messages-read';
const read = signal<ReadonlySet<string>>(keysIn(kept(KEY)));

/** What instructors wrote and did, newest first. */
export const notices = computed(() => (classView.value ? noticesOf(classView.value) : []));
/** The notices that this browser has not put away. */
export const unread = computed(() => unreadOf(notices.value, read.value));

/** Puts notices away. They stay in the list. */
export function markRead(keys: readonly string[]): void {
  read.value = new Set([...read.value, ...keys]);
  keep(KEY, written(read.value));
}
