import { isShared } from '../../protocol/shared-pages.ts';
import { base } from './base.ts';

/** The languages of the pages. The first is the one that addresses without a language have. */
export const languages = ['en', 'de'] as const;
export type Language = (typeof languages)[number];

/** Each language by its own name, as a reader looks for it. */
export const languageName: Record<Language, string> = { en: 'English', de: 'Deutsch' };

/** The language that a `lang` attribute or Astro's locale names. */
export function languageOf(tag: string | undefined): Language {
  return languages.find((language) => language === tag) ?? 'en';
}

/** The language that an address begins with; English has none. */
const PREFIX = new RegExp(`^/(?:${languages.slice(1).join('|')})(?=/)`);

/**
 * The address of a page of a course in a language. An address that is not a page of the site, or is in a language already, stays as it is.
 * @param path as the first course has it in English. Pages that all courses share are at that address for each.
 * @param below what the paths of the course begin with; when left out, those of this page's course.
 */
export function pathIn(language: Language, path: string, below = base): string {
  const isPage = path.startsWith('/') && !/^\/(?:\/|api\/)/.test(path) && !PREFIX.test(path);
  if (!isPage) return path;
  return `${isShared(path) ? '' : below}${language === 'en' ? '' : `/${language}`}${path}`;
}

/** The address of a page of this course, or of all, in any language, as the first course has it in English. */
export function withoutLanguage(path: string, below = base): string {
  const within = below !== '' && path.startsWith(`${below}/`) ? path.slice(below.length) : path;
  return within.replace(PREFIX, '');
}
