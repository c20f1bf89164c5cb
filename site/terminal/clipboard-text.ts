/**
 * Characters that show nothing and do something: control characters other than tab and line ends, and those that turn the text around them, so
 * that it reads as another.
 */
const UNSEEN = /(?![\t\r\n])[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

export const hasUnseen = (text: string): boolean => text.search(UNSEEN) >= 0;

export const withoutUnseen = (text: string): string => text.replace(UNSEEN, '');

/** The text with a name for each character that can't be seen: ⟨^[⟩ for Escape and so on, as `cat -v` writes them, and others by their number. */
export function shown(text: string): string {
  return text.replace(UNSEEN, (character) => {
    const code = character.codePointAt(0) ?? 0;
    const name =
      code < 0x80
        ? `^${String.fromCodePoint(code ^ 0x40)}`
        : `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
    return `⟨${name}⟩`;
  });
}

export const linesOf = (text: string): string[] => text.trimEnd().split(/\r\n|\r|\n/);

/** Whether there is more than one line, an empty end left out. */
export const severalLines = (text: string): boolean => linesOf(text).length > 1;
