import { signal } from '@preact/signals';

/** The next announcements about the class, which a screen reader speaks one after another. */
export const announced = signal('');

export function announce(text: string): void {
  announced.value = text;
}
