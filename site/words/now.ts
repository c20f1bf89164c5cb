import { en } from './en.ts';
import { languageOf, pathIn } from './languages.ts';
import { others } from './others.ts';
import type { Words } from './type.ts';

/** The language of the page. Code that runs without a page, in tests, uses English. */
export const language = languageOf(globalThis.document?.documentElement.lang);

/**
 * The words of the page's language, in the browser. They are to be read when something is drawn, and not while a module is loaded. Other
 * languages than English are fetched, so that an English page need not load them, and are not there before `loadWords` is done.
 */
export let words: Words;
if (language === 'en') words = en;

/** Each script of a page waits for this before it shows anything. */
export async function loadWords(): Promise<void> {
  if (language !== 'en') words = await others[language].words();
}

/** The address of a page of the site in the language of this one. */
export const href = (path: string): string => pathIn(language, path);
