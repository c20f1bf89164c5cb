import { distance } from 'fastest-levenshtein';

/** Letters that a known word, and one that is taken for it, have at least: short words are too near to one another. */
const SHORTEST = { known: 6, given: 5, swapped: 4 };

/** How many letters may be wrong, missing or too many in a word of this length. */
const mostWrong = (letters: number) => (letters < 8 ? 1 : 2);

/** The known word that a misspelt one stands for; undefined when none is near. The first letter has to be right. */
export function spelt(word: string, known: ReadonlySet<string>): string | undefined {
  if (word.length < SHORTEST.swapped) return undefined;
  const swapped = swaps(word).find((one) => known.has(one));
  if (swapped || word.length < SHORTEST.given) return swapped;
  let best: { word: string; wrong: number } | undefined;
  for (const candidate of known) {
    if (candidate.length < SHORTEST.known || candidate[0] !== word[0]) continue;
    const most = mostWrong(Math.min(word.length, candidate.length));
    if (Math.abs(candidate.length - word.length) > most) continue;
    const wrong = distance(word, candidate);
    if (wrong <= most && wrong < (best?.wrong ?? Infinity)) best = { word: candidate, wrong };
  }
  return best?.word;
}

/** The word with two neighbours swapped, in every place but the first. */
const swaps = (word: string): string[] =>
  Array.from({ length: Math.max(0, word.length - 2) }, (_, i) => {
    const [a = '', b = ''] = word.slice(i + 1, i + 3);
    return word.slice(0, i + 1) + b + a + word.slice(i + 3);
  });
