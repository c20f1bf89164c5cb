import { signal } from '@preact/signals';

/** Id of the terminal that is searched just now. */
export const searching = signal<string>();
