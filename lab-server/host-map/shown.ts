/** Characters that are invisible, or change how the text after them is shown: control characters, and marks of writing direction. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** A word from the learner's host in a form that can be shown: without such characters, and no longer than a map takes. */
export function shown(word: string): string {
  return word.replaceAll(UNSEEN, '\ufffd').slice(0, 80);
}
