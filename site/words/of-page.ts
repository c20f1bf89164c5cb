import { base } from './base.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { type Language, languageOf, languages, pathIn } from './languages.ts';
import type { Words } from './type.ts';

const all: Record<Language, Words> = { en, de };

/** The words for a page while it is built, its language, and the address of another page in that language. */
export function ofPage(locale: string | undefined): {
  words: Words;
  language: Language;
  href: (path: string) => string;
} {
  const language = languageOf(locale);
  return { words: all[language], language, href: (path) => pathIn(language, path) };
}

/** The static paths of a page in every language; a page lies below `[...lang]`, which is empty for English. */
export function inEachLanguage<Params extends object, Props>(
  paths: readonly { params: Params; props?: Props }[] = [{ params: {} as Params }],
) {
  return languages.flatMap((language) =>
    paths.map(({ params, props }) => ({
      params: { ...params, lang: language === 'en' ? undefined : language },
      props: props as Props,
    })),
  );
}

/** The same for a page that all courses of a lab server share (protocol/shared-pages.ts): it is built with the first one. */
export const onceForAll = <Path>(paths: Path[]): Path[] => (base === '' ? paths : []);

/** The word of a name such as `host.reset`. @throws Error when there is none, so that no page is built without it. */
export function wordNamed(name: string, words: Words): string {
  const word = name
    .split('.')
    .reduce<unknown>((part, key) => (part as Record<string, unknown> | undefined)?.[key], words);
  if (typeof word !== 'string') throw new Error(`site/words/ has no word named ${name}`);
  return word;
}
