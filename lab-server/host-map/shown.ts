/** What would not be seen, or would change how what follows is: control characters, and marks of writing direction. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** A word of the learner's host, as it can be shown: without what is not to be seen, and no longer than a map takes. */
export function shown(word: string): string {
  return word.replaceAll(UNSEEN, '\ufffd').slice(0, 80);
}
