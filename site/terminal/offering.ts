import { signal } from '@preact/signals';
import type { Thing } from './things.ts';

/** What was clicked in a terminal, and where on the page, in CSS pixels. */
export interface Offered {
  thing: Thing;
  x: number;
  y: number;
}

/** What commands are offered for just now. */
export const offered = signal<Offered>();
