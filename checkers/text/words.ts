/** Phrases that mean one thing, each with what is read in its place. `#tag` stands for a word with that tag. */
export type Phrases = readonly (readonly [RegExp, string])[];

/** A negation whose object comes after an aside: "does not, as some say, need NAT". */
const ASIDE = /\b(not|never|no|without),[^,;.]*,/g;

/** Words and signs. Two words with a hyphen between them are one. */
export const wordsOf = (text: string): string[] =>
  text.match(/#?[\p{L}\p{N}^*]+(?:['-][\p{L}\p{N}]+)*|[=,.;:!?()–—&+]/gu) ?? [];

/** Lower case, with what is written short written out, and each phrase as one word. */
export function normalise(sentence: string, phrases: Phrases): string {
  const plain = sentence
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[’‘`´]/g, "'")
    .replace(/["“”„«»_]/g, ' ')
    .replace(/\b(can)(?:no|')t\b/g, '$1 not')
    .replace(/\bwon't\b/g, 'will not')
    .replace(/n't\b/g, ' not')
    .replace(/\b(is|are|do|does|did|need|was|has|have|ca|wo|would|could)nt\b/g, '$1 not')
    .replace(/\b(ip) ?(v) ?([46])\b/g, '$1$2$3')
    // Possessives and verbs written short say nothing that counts; neither do the articles of French.
    .replace(/(\p{L})'(?:s|re|ve|ll|d)\b/gu, '$1')
    .replace(/(?<!\p{L})(l|d|n|s|c|j|m|t|qu|lorsqu|puisqu|jusqu)'(?=\p{L})/gu, '$1 ')
    .replace(/(\d)[,.](?=\d{3}\b)/g, '$1')
    .replace(/(\d), (?=\d)/g, '$1 ')
    .replace(/ - /g, ' ; ')
    .replace(/\s+/g, ' ')
    .replace(ASIDE, '$1 ');
  return phrases.reduce((text, [phrase, word]) => text.replace(phrase, word), plain);
}
