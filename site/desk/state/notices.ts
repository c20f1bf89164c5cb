import { signal } from '@preact/signals';

/** A word at the page's lower edge about what was just done, with a way to undo it if there is one. */
export interface Notice {
  text: string;
  undo?: { until: string; run: () => Promise<void> };
}

export const notices = signal<readonly (Notice & { id: number })[]>([]);

const SHOWN_FOR = 6_000;
let last = 0;

/** Shows a notice for some seconds. A notice of something that can be undone is shown as long as that is possible. */
export function notify(notice: Notice): void {
  last += 1;
  const id = last;
  notices.value = [...notices.value, { ...notice, id }];
  const left = notice.undo ? Date.parse(notice.undo.until) - Date.now() : SHOWN_FOR;
  setTimeout(() => dismiss(id), Math.max(left, SHOWN_FOR));
}

export function dismiss(id: number): void {
  notices.value = notices.value.filter((one) => one.id !== id);
}
