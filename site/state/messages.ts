import { computed, signal } from '@preact/signals';
import { idsIn, unreadOf, written } from '../class/unread.ts';
import { keep, kept } from '../shell/kept.ts';
import { classView } from './class.ts';

const KEY = 'messages-read';
const read = signal<ReadonlySet<number>>(idsIn(kept(KEY)));

/** The instructor's messages, newest first. */
export const messages = computed(() => classView.value?.messages ?? []);
/** Those of them that this browser has not put away. */
export const unread = computed(() => unreadOf(messages.value, read.value));

/** Puts messages away; they stay in the list. */
export function markRead(ids: readonly number[]): void {
  read.value = new Set([...read.value, ...ids]);
  keep(KEY, written(read.value));
}
