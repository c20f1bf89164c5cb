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

/** The address of a page in a language. An address that is not a page of the site, or is in a language already, stays as it is. */
export function pathIn(language: Language, path: string): string {
  const isPage = path.startsWith('/') && !/^\/(?:\/|api\/)/.test(path) && !PREFIX.test(path);
  return language === 'en' || !isPage ? path : `/${language}${path}`;
}

/** The address of a page of any language without its language. */
export const withoutLanguage = (path: string): string => path.replace(PREFIX, '');
