const LONGEST = 80;

/** Characters that show nothing, or turn the text around them. With them a title could pretend to be something else. */
const UNSEEN = /[\p{Cc}\p{Cf}\u2028\u2029]/gu;

/** The terminal's title, as set by a program, in a form that may stand in the page; empty when there is nothing to show. */
export function safeTitle(title: string): string {
  const seen = title.replace(UNSEEN, '').trim();
  const letters = [...seen];
  return letters.length > LONGEST ? `${letters.slice(0, LONGEST - 1).join('')}…` : seen;
}
