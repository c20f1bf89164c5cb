import { signal } from '@preact/signals';

/** Id of the terminal whose tab is being given a name. */
export const renaming = signal<string>();
