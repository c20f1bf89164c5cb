/** `1 port`, `3 ports`. @param many the noun for several, when it takes more than an s */
export const counted = (count: number, noun: string, many = `${noun}s`) =>
  `${count} ${count === 1 ? noun : many}`;

/** `a`, `a and b`, `a, b and c`. */
export const listed = (words: readonly (string | number)[]) =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;

/** A text as a sentence: it gets a period unless it ends already. */
export const ended = (text: string) => (/[.!?…]$/.test(text) ? text : `${text}.`);

/** `1 is`, `3 are`. */
export const are = (count: number) => `${count} ${count === 1 ? 'is' : 'are'}`;
