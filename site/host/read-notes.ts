import { signal } from '@preact/signals';
import { keep, kept } from '../shell/kept.ts';

const KEY = 'host-note';
const last = signal(kept(KEY));

/** Whether the learner has put away the note about this moment. */
export const isRead = (at: string): boolean => last.value === at;

export function read(at: string): void {
  last.value = at;
  keep(KEY, at);
}
