import type { Language } from './languages.ts';
import type { DeskWords, Words } from './type.ts';

/** How the words of each language but English are fetched, which is on each page already: those of learners' pages, and those of the desk. */
export const others: Record<
  Exclude<Language, 'en'>,
  { words: () => Promise<Words>; desk: () => Promise<DeskWords> }
> = {
  de: {
    words: async () => (await import('./de.ts')).de,
    desk: async () => (await import('./de/desk.ts')).desk,
  },
};
