import { spelt } from './spelling.ts';

/** Words by what they mean: a tag, and the words that it stands for with spaces between. `word*` stands for all that begin so. */
export type Vocabulary = Record<string, string>;

/** The tag of a word that is in no vocabulary. */
export const UNKNOWN = 'x';
/** The tag of words that say how something is, and of others that change nothing. */
const ADVERB = 'fn';

interface Entries {
  words: Map<string, string>;
  beginnings: [string, string][];
}

/** Turns words into tags. A word of another language is looked for in English too, since the field's own words are English. */
export class Tagger {
  readonly #languages: Entries[];
  readonly #english: Entries;

  constructor({ english, ...others }: { english: Vocabulary } & Record<string, Vocabulary>) {
    this.#english = entriesOf(english);
    this.#languages = [this.#english, ...Object.values(others).map(entriesOf)];
  }

  /** The tags of the words of one sentence, by the language that knows most of them. */
  tag(words: readonly string[]): string[] {
    const known = (entries: Entries) => words.filter((word) => find(entries, word)).length;
    const language = this.#languages.reduce((best, one) => (known(one) > known(best) ? one : best));
    const searched = language === this.#english ? [language] : [language, this.#english];
    const all = new Set(searched.flatMap(({ words: known }) => [...known.keys()]));
    const look = (word: string) => searched.map((entries) => find(entries, word)).find(Boolean);
    return words.map((word) => {
      if (word.startsWith('#')) return word.slice(1);
      if (/^\d+$/.test(word)) return look(word) ?? 'num';
      return look(word) ?? look(spelt(word, all) ?? '') ?? (word.endsWith('ly') ? ADVERB : UNKNOWN);
    });
  }
}

function entriesOf(vocabulary: Vocabulary): Entries {
  const entries: Entries = { words: new Map(), beginnings: [] };
  for (const [tag, list] of Object.entries(vocabulary)) {
    for (const word of list.split(/\s+/)) {
      if (word.endsWith('*')) entries.beginnings.push([word.slice(0, -1), tag]);
      else if (word !== '' && !entries.words.has(word)) entries.words.set(word, tag);
    }
  }
  return entries;
}

const find = ({ words, beginnings }: Entries, word: string): string | undefined =>
  words.get(word) ?? beginnings.find(([beginning]) => word.startsWith(beginning))?.[1];
