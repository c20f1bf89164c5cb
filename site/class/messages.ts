import { computed, signal } from '@preact/signals';
import { keep, kept } from '../shell/kept.ts';
import { classView } from './state.ts';
import { idsIn, unreadOf, written } from './unread.ts';

const KEY = 'messages-read';
const read = signal<ReadonlySet<number>>(idsIn(kept(KEY)));

/** The instructor's messages, newest first. */
export const messages = computed(() => classView.value?.messages ?? []);
/** The messages that this browser has not put away. */
export const unread = computed(() => unreadOf(messages.value, read.value));

/** Puts messages away. They stay in the list. */
export function markRead(ids: readonly number[]): void {
  read.value = new Set([...read.value, ...ids]);
  keep(KEY, written(read.value));
}
