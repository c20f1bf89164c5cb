import { signal } from '@preact/signals';
import { withCtrl } from './key-codes.ts';

/** Whether Ctrl was pressed in the key bar and applies to the next key. */
export const ctrl = signal(false);

/** The typed text, with Ctrl applied if that was pressed before. */
export function typed(data: string): string {
  if (!ctrl.value) return data;
  ctrl.value = false;
  return withCtrl(data);
}
