import { signal } from '@preact/signals';

/** What a screen reader says next of the class, when it has said what it is saying. */
export const announced = signal('');

export function announce(text: string): void {
  announced.value = text;
}
