import { z } from 'zod';

/**
 * Characters that show nothing, or that reverse the order of others: zero-width characters, marks and overrides of direction, fillers, variation
 * selectors, tags, and characters that are private or not assigned. Names that differ only in these look the same.
 */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Co}\p{Cn}\p{Cs}\u{2800}]/gu;
/**
 * The same characters, after the places where some of them are needed: emoji that are joined to one, as in 👩‍🔬, and letters of the scripts whose
 * spelling uses joiners. These places are matched first, since Safari has no lookbehind before 16.4.
 */
const KEPT_OR_INVISIBLE = new RegExp(
  [
    String.raw`(\p{Extended_Pictographic}\u{FE0F}?[\u{1F3FB}-\u{1F3FF}]?(?:\u{200D}\p{Extended_Pictographic}\u{FE0F}?[\u{1F3FB}-\u{1F3FF}]?){0,8})`,
    String.raw`([\p{L}\p{M}][\u{200C}\u{200D}](?=[\p{sc=Arab}\p{sc=Deva}\p{sc=Beng}\p{sc=Gujr}\p{sc=Knda}\p{sc=Mlym}\p{sc=Sinh}\p{sc=Taml}\p{sc=Telu}]))`,
    INVISIBLE.source,
  ].join('|'),
  'gu',
);
/** More marks on top of one another than any script uses. */
const HEAP = /(\p{M}{4})\p{M}+/gu;

/** The visible part of a name. */
export function seenName(given: string): string {
  return given
    .replaceAll(KEPT_OR_INVISIBLE, (_, picture?: string, letter?: string) => picture ?? letter ?? '')
    .replaceAll(HEAP, '$1')
    .replaceAll(/\p{Z}+/gu, ' ')
    .trim();
}

/** The name without any invisible character, to tell whether two names are the same. */
export const bareName = (name: string): string => name.replaceAll(INVISIBLE, '');

/** A name that somebody gives to themselves, to others or to a class. Invisible characters are left out. */
export const shownName = (longest: number) => {
  const wrong = `Give a name of 1 to ${longest} characters.`;
  return z
    .string()
    .max(longest * 8, { error: wrong, abort: true })
    .regex(/^\P{Cc}*$/u, 'A name has letters, not control characters.')
    .overwrite(seenName)
    .min(1, wrong)
    .max(longest, wrong);
};
