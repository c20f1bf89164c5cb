import { bareName } from '../../protocol/name.ts';

/** The form of a name in which two names that look alike are equal: composed letters, no capitals, single spaces, nothing invisible. */
export function plainName(name: string): string {
  return bareName(name.normalize('NFKC')).toLowerCase().replaceAll(/\s+/g, ' ').trim();
}

/** Letters that Unicode does not take apart, as a keyboard without them types them. */
const TYPED: Record<string, string> = {
  ...{ ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l' },
  ...{ đ: 'd', ð: 'd', þ: 'th', ħ: 'h', ı: 'i' },
};
/** The other way to type letters with two dots or a ring, and ø: that of German and of the languages of the North. */
const SPELT: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', ø: 'oe', å: 'aa' };
/** Apostrophes and what stands in for them. Prime, accents and ʻokina are typed for one another. */
const APOSTROPHES = /['’‘‛´`ʹʻʼʽˈ′＇"”“]/gu;

/**
 * Whether a name that somebody types may be meant for a name as another wrote it: without its accents, apostrophes or capitals, with a space
 * or hyphen more or fewer, or with the surname first. Words in any other order, or with other letters, are another name. Equal names are not
 * told apart by it; a caller looks for an equal name first.
 */
export function isTypedAs(typed: string, name: string): boolean {
  const given = wordsOf(typed, TYPED);
  return [TYPED, { ...TYPED, ...SPELT }].some((letters) => isTurned(given, wordsOf(name, letters)));
}

/** The words of a name in simple letters. */
function wordsOf(name: string, letters: Record<string, string>): string[] {
  const simple = [...plainName(name.replaceAll(APOSTROPHES, ''))].map((one) => letters[one] ?? one).join('');
  // Only accents of the scripts that can be typed without them are left out: other scripts write vowels as marks.
  const bare = simple.normalize('NFD').replaceAll(/(?<=\p{sc=Latn}|\p{sc=Grek}|е)[\u0300-\u036F]+/gu, '');
  return bare.split(/[^\p{L}\p{M}\p{N}]+/u).filter((word) => word !== '');
}

/** Whether the words are the same, where a number of words may have moved from the front to the end, or a space is missing in one of them. */
function isTurned(given: readonly string[], words: readonly string[]): boolean {
  if (given.length === 0 || words.length === 0) return false;
  const whole = given.join(' ');
  const turns = words.map((_, at) => [...words.slice(at), ...words.slice(0, at)]);
  if (given.length === words.length) return turns.some((turn) => turn.join(' ') === whole);
  return turns.some((turn) => turn.join('') === given.join(''));
}
