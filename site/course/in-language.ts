import type { CourseFile } from '../../protocol/course.ts';
import type { Language } from '../words/languages.ts';

/** A text of the course in the page's language if there is one, otherwise in English. `lang` is set when that is not the page's language. */
export function inLanguage(
  text: CourseFile['summary'],
  language: Language,
): { text: string; lang: Language | undefined } {
  const own = text[language];
  return own === undefined
    ? { text: text.en, lang: language === 'en' ? undefined : 'en' }
    : { text: own, lang: undefined };
}
