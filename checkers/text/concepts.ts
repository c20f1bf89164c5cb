import { type Clause, clausesOf } from './clauses.ts';
import { negationsOf, type Span } from './negation.ts';
import type { Tagger } from './vocabulary.ts';
import type { Phrases } from './words.ts';

/** How a concept shows itself in the tags of a clause. */
export interface Sign {
  tags: RegExp;
  /** The concept is that this is *not* so, or not needed: NAT, for one. */
  absent?: true;
  /** Says the thing even without a word such as "need": "containers share one address". Only for `absent`. */
  claim?: true;
  /** Says nothing unless it is denied: that something "is reachable" is no reason yet, that it is not is against one. */
  deniedOnly?: true;
  /** Tags that have to be somewhere in the sentence. */
  with?: RegExp;
}

export interface Concept {
  id: string;
  /** For the learner, after "Your sentence says that IPv6 …". */
  says: string;
  /** What the learner is asked who may mean it, after "Do you mean: ". */
  asks: string;
  /** Tags by which a sentence may mean it, though no sign is found. */
  hints: RegExp;
  signs: Sign[];
}

/** What a sentence says of some concepts, by their ids. */
export interface Reading {
  stated: Set<string>;
  denied: Set<string>;
  /** Concepts that it touches, without saying them or their opposite. The first is the nearest. */
  touched: Set<string>;
  /** The writer doubts or asks, or there are words that could turn what is said into something else. */
  doubtful: boolean;
  /** Most of its words are in no vocabulary: it may be in a language that is not known here. */
  isForeign: boolean;
  /** Words that are known, and nothing that ties them together to a statement. */
  isList: boolean;
  /** It is one or more heaps of words, in which nothing says of what they are said. */
  isHeap: boolean;
}

export interface Language {
  tagger: Tagger;
  phrases: Phrases;
  concepts: readonly Concept[];
}

/** With more negations of one thing than this, or in one clause than this, the reading is not trusted. */
const MOST_NEGATIONS = { span: 2, clause: 3 };
const NEGATION = /\b(?:not|no|without|avoid|gone)\b/g;

interface Read {
  stated: Set<string>;
  denied: Set<string>;
  neutral: Set<string>;
}

/** Finds concepts in a sentence, and whether each is stated or denied. Pure, and blind to case, commas and spaces. */
export function readConcepts(sentence: string, { tagger, phrases, concepts }: Language): Reading {
  const clauses = clausesOf(sentence, tagger, phrases);
  const whole = clauses.map(({ tags }) => tags).join(' , ');
  const reading: Reading = {
    stated: new Set(),
    denied: new Set(),
    touched: new Set(),
    doubtful: sentence.includes('?') || /\bmay\b/.test(whole),
    isForeign: sum(clauses.map(({ strange }) => strange)) * 2 >= sum(clauses.map(({ words }) => words)),
    isList: clauses.every(({ isTied, strange }) => !isTied && strange === 0),
    isHeap: clauses.every(({ isHeap }) => isHeap) && !/\b(?:each|not|no|without|avoid|gone)\b/.test(whole),
  };
  let before: Read | undefined;
  let contrasted: Read | undefined;
  for (const clause of clauses) {
    const isElided = /^(?:(?:not|no|need|gone)(?: |$))*$/.test(clause.tags);
    if (isElided && (clause.tags !== '' || clause.isNamed) && contrasted && clause.about === 6) {
      // "IPv4 needs NAT, IPv6 does not": the opposite of what was said of IPv4.
      add(reading, { stated: contrasted.denied, denied: contrasted.stated });
      contrasted = undefined;
      continue;
    }
    if (isElided && before && before.neutral.size > 0 && /\b(?:not|no|gone)\b/.test(clause.tags)) {
      // "NAT, as IPv4 has it, is not needed".
      add(reading, { stated: before.neutral, denied: new Set() });
      before = undefined;
      continue;
    }
    const read = readClause(clause, concepts, whole);
    for (const { id, hints } of concepts) {
      if (hints.test(clause.tags) && (clause.about === 6 || read.stated.size + read.denied.size > 0))
        reading.touched.add(id);
    }
    if (clause.about === 4) {
      if (/\bonly\b/.test(clause.tags)) add(reading, { stated: read.denied, denied: read.stated });
      contrasted = read;
      continue;
    }
    settle(before, reading);
    before = read;
    add(reading, read);
    if (isDoubtful(clause, read)) reading.doubtful = true;
  }
  settle(before, reading);
  return reading;
}

const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);

function add(reading: Reading, { stated, denied }: Pick<Read, 'stated' | 'denied'>): void {
  for (const id of stated) reading.stated.add(id);
  for (const id of denied) reading.denied.add(id);
}

/** NAT that is named, and neither needed nor not, may be part of something that is not understood. */
function settle(read: Read | undefined, reading: Reading): void {
  if (read && read.neutral.size > 0) reading.doubtful = true;
}

function isDoubtful({ strange, isHeap, tags }: Clause, { stated, denied }: Read): boolean {
  if (/\bonly\b/.test(tags) && stated.size + denied.size > 0) return true;
  if (isHeap || (tags.match(NEGATION)?.length ?? 0) > MOST_NEGATIONS.clause) return true;
  return strange > (stated.size + denied.size > 0 ? 0 : 1);
}

interface Found extends Span {
  id: string;
  sign: Sign;
}

function readClause({ tags }: Clause, concepts: readonly Concept[], whole: string): Read {
  const found: Found[] = [];
  for (const { id, signs } of concepts) {
    for (const sign of signs) {
      if (sign.with && !sign.with.test(whole)) continue;
      for (const { index: start, 0: text } of tags.matchAll(new RegExp(sign.tags, 'g'))) {
        const end = start + text.length;
        if (!found.some((other) => other.start < end && other.end > start))
          found.push({ id, sign, start, end });
      }
    }
  }
  const read: Read = { stated: new Set(), denied: new Set(), neutral: new Set() };
  const negations = negationsOf(tags, found);
  const needs = /\bneed\b/.test(tags);
  for (const [i, { id, sign }] of found.entries()) {
    const count = negations[i] ?? 0;
    const isNegated = count % 2 === 1;
    if (count > MOST_NEGATIONS.span) read.neutral.add(id);
    else if (!sign.absent) {
      if (isNegated) read.denied.add(id);
      else if (!sign.deniedOnly) read.stated.add(id);
    } else if (isNegated) read.stated.add(id);
    else if (count > 0 || sign.claim || needs) read.denied.add(id);
    else read.neutral.add(id);
  }
  // "Without NAT no container can be reached" does not say that NAT is not needed.
  if (/\bwithout\b/.test(tags) && read.denied.size > 0) read.stated.clear();
  return read;
}
