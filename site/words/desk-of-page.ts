import { desk as de } from './de/desk.ts';
import { desk as en } from './en/desk.ts';
import { type Language, languageOf } from './languages.ts';
import type { DeskWords } from './type.ts';

const all: Record<Language, DeskWords> = { en, de };

/** The desk's words for a page while it is built. */
export const deskOfPage = (locale: string | undefined): DeskWords => all[languageOf(locale)];
