import { type Tagger, UNKNOWN } from './vocabulary.ts';
import { normalise, type Phrases, wordsOf } from './words.ts';

/** A part of a sentence that states one thing. */
export interface Clause {
  /** Tags of the words that mean something, with single spaces between them. */
  tags: string;
  /** The version of IP that it speaks of; IPv6 unless said otherwise. */
  about: 4 | 6;
  /** It names a version itself. */
  isNamed: boolean;
  /** How many words it has. */
  words: number;
  /** Words in it that are in no vocabulary, and not just where something is. */
  strange: number;
  /** It has a verb, or another word that ties words together. */
  isTied: boolean;
  /** Words that mean something, with nothing to tie them together, or one of them again and again. */
  isHeap: boolean;
}

/** Tags of words that only tie others together. */
const GLUE = new Set(['do', 'one', 'fn', 'thing', 'in', 'of', 'num']);
/** Those of them that make a statement of words. */
const TIES = new Set(['do', 'one', 'in', 'of']);
const VERSIONS = new Set(['v4', 'v6']);
const VERBS = new Set(['do', 'have', 'need', 'reach', 'share', 'hide', 'conflict', 'form', 'gone', 'scale']);
/** Verbs that may be nouns as well, and what may stand without a verb. */
const HALF_VERBS = new Set(['conflict', 'scale', 'gone']);

/** What must not stand behind a strange word that tells where something is: "in my homelab", but not "of her postal address". */
const MEANT_BY_IT = new Set(['addr', 'port', 'nat', 'own', 'container', 'forward', 'proxy']);
/** Where none of these is named, a strange place says that something else is spoken of: "no NAT on the moon". */
const TOPIC = new Set(['container', 'each', 'v6', 'addr']);

const HEAP = { words: 5, same: 3 };

interface Word {
  word: string;
  tag: string;
}

export function clausesOf(sentence: string, tagger: Tagger, phrases: Phrases): Clause[] {
  const words = wordsOf(normalise(sentence, phrases));
  const tags = tagger.tag(words);
  const clauses: Clause[] = [];
  let part: Word[] = [];
  let about: 4 | 6 = 6;
  const end = (isContrast: boolean) => {
    const tagged = (wanted: string) => part.findIndex(({ tag }) => tag === wanted);
    const isWithout = tagged('v6') > 0 && part[tagged('v6') - 1]?.tag === 'without';
    if (tagged('v6') >= 0) about = isWithout ? 4 : 6;
    else if (tagged('v4') >= 0) about = 4;
    const said = isWithout ? part.filter(({ tag }) => tag !== 'without') : part;
    if (said.length > 0) clauses.push(clauseOf(said, about));
    part = [];
    if (isContrast) about = 6;
  };
  for (const [i, word] of words.entries()) {
    const tag = tags[i] ?? UNKNOWN;
    const ending = endOf(word, tag);
    if (ending === undefined) part.push({ word, tag });
    // "NAT and port forwarding are not needed" is one statement.
    else if (ending !== 'and' || (hasVerb(part) && hasVerb(upToEnd(words, tags, i + 1)))) {
      end(ending === 'contrast');
    }
  }
  end(true);
  return clauses;
}

/** Where one statement ends and the next begins. After a contrast the next statement is about IPv6 again. */
function endOf(word: string, tag: string): 'contrast' | 'link' | 'and' | undefined {
  if (/^[.;:!?()–—]$/.test(word)) return 'contrast';
  if (word === ',') return 'link';
  if (word === '&' || word === '+') return 'and';
  return tag === 'contrast' || tag === 'link' || tag === 'and' ? tag : undefined;
}

function upToEnd(words: readonly string[], tags: readonly string[], from: number): Word[] {
  const rest = words.slice(from).map((word, i): Word => ({ word, tag: tags[from + i] ?? UNKNOWN }));
  const end = rest.findIndex(({ word, tag }) => endOf(word, tag) !== undefined);
  return end < 0 ? rest : rest.slice(0, end);
}

function clauseOf(words: readonly Word[], about: 4 | 6): Clause {
  const telling = words.filter(({ tag }, i) => isTelling(tag, words[i - 1]?.tag, words[i + 1]?.tag));
  return {
    tags: telling
      .map(({ tag }) => tag)
      .join(' ')
      .replace(/\bport portnum\b/g, 'portnum'),
    about,
    isNamed: words.some(({ tag }) => VERSIONS.has(tag)),
    words: words.length,
    strange: strangeIn(words),
    isTied: words.some(({ tag }) => TIES.has(tag) || (VERBS.has(tag) && !HALF_VERBS.has(tag))),
    isHeap: isHeap(words, telling),
  };
}

function isTelling(tag: string, before: string | undefined, after: string | undefined): boolean {
  // "128 ports", and "NAT is not IPv6", which does not say that NAT is not.
  if (tag === 'num') return after === 'port';
  if (VERSIONS.has(tag)) return before === 'not';
  return !GLUE.has(tag);
}

function strangeIn(words: readonly Word[]): number {
  const isOnTopic = words.some(({ tag }) => TOPIC.has(tag));
  const bare = words.filter(({ tag }) => tag !== 'fn' && tag !== 'one');
  return bare.filter(({ tag }, i) => {
    const isPlace = bare[i - 1]?.tag === 'in' && !MEANT_BY_IT.has(bare[i + 1]?.tag ?? '');
    return tag === UNKNOWN && !(isPlace && isOnTopic);
  }).length;
}

function isHeap(words: readonly Word[], telling: readonly Word[]): boolean {
  const again = Math.max(
    0,
    ...[...Map.groupBy(telling, ({ word }) => word).values()].map(({ length }) => length),
  );
  const ties = words.length - telling.length;
  const isUntied = !telling.some(({ tag }) => VERBS.has(tag) && !HALF_VERBS.has(tag));
  return again >= HEAP.same || (telling.length >= HEAP.words && ties * 4 < telling.length && isUntied);
}

const hasVerb = (words: readonly Word[]) => words.some(({ tag }) => VERBS.has(tag) && tag !== 'gone');
