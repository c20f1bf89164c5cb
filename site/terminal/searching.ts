import { signal } from '@preact/signals';

/** The id of the terminal that is being searched. */
export const searching = signal<string>();
