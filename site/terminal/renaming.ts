import { signal } from '@preact/signals';

export const RENAME_KEY = 'F2';

/** Id of the terminal whose tab is being given a name. */
export const renaming = signal<string>();
