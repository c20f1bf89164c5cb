/** What a learner wrote about one thing. */
export interface Entry {
  /** In lower case. The name of the thing may come with its framework's name, or with other columns of a table. */
  words: string[];
  values: string[];
}

/** What people write between a name and its values. */
const BETWEEN = /[\s,;=|"']+|:(?=\s|$)|->/;

/**
 * Reads an answer that has a line for each name: `whale 4026532572`, `whale: 4026532572`, or the value first. All may also stand in one line.
 * @param toValue turns a word into a value; undefined when the word is a name.
 */
export function readEntries(text: string, toValue: (word: string) => string | undefined): Entry[] {
  const entries: Entry[] = [];
  for (const entry of text.split('\n').flatMap((line) => readLine(line, toValue))) {
    const last = entries.at(-1);
    if (entry.words.length === 0 && last) last.values.push(...entry.values);
    else entries.push(entry);
  }
  return entries.filter(({ values }) => values.length > 0);
}

function readLine(line: string, toValue: (word: string) => string | undefined): Entry[] {
  // `incus ls` has the interface in brackets after each address.
  const words = line
    .replaceAll(/\([^()]*\)/g, ' ')
    .split(BETWEEN)
    .filter((word) => /\w/.test(word));
  const entries: Entry[] = [];
  for (const word of words) {
    const value = toValue(word.replace(/(?<![.:!])[.:!]+$/, ''));
    const last = entries.at(-1);
    if (value !== undefined) {
      if (last) last.values.push(value);
      else entries.push({ words: [], values: [value] });
    } else if (last && last.values.length === 0) last.words.push(word.toLowerCase());
    else entries.push({ words: [word.toLowerCase()], values: [] });
  }
  const [first, second] = entries;
  // 4026532572 whale
  if (entries.length === 2 && first?.words.length === 0 && second?.values.length === 0) {
    return [{ words: second.words, values: first.values }];
  }
  return entries;
}
