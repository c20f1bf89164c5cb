import { signal } from '@preact/signals';
import { withCtrl } from './key-codes.ts';

/** Whether the next key is meant with Ctrl, as pressed in the key bar. */
export const ctrl = signal(false);

/** What was typed, with Ctrl where that was pressed before. */
export function typed(data: string): string {
  if (!ctrl.value) return data;
  ctrl.value = false;
  return withCtrl(data);
}
