import { signal } from '@preact/signals';
import type { Thing } from './things.ts';

/** The thing that was clicked in a terminal, and its place on the page, in CSS pixels. */
export interface Offered {
  thing: Thing;
  x: number;
  y: number;
}

/** The thing for which commands are offered now. */
export const offered = signal<Offered>();
