import { type Clause, clausesOf } from './clauses.ts';
import { negationsOf, type Span } from './negation.ts';

/** Words by which a concept shows itself in a clause (see clauses.ts for how that is written). */
export interface Sign {
  words: RegExp;
  /** The concept is that this is *not* so, or not needed: NAT, for one. */
  absent?: true;
  /** Named without a verb of need it is still said to be so: "containers share one address". Only for `absent`. */
  claim?: true;
}

export interface Concept {
  id: string;
  /** For the learner, after "Your sentence says that IPv6 …". */
  says: string;
  signs: Sign[];
}

/** What a sentence says of some concepts, by their ids. */
export interface Reading {
  stated: Set<string>;
  denied: Set<string>;
  /** The writer doubts or asks. */
  doubtful: boolean;
}

const NEED =
  /\b(needs?|needed|necessary|remains?|requires?|required|uses?|must|has to|have to|still|depends?|relies|rely|only works?)\b/;
const DOUBT = /\?|\b(not sure|unsure|don't know|dunno|no idea|i guess|maybe|perhaps)\b/i;

/** More than this many negations of one thing are not read with confidence. */
const MOST_NEGATIONS = 2;

/** Finds concepts in a sentence, and whether each is stated or denied. Pure, and blind to case, commas and spaces. */
export function readConcepts(sentence: string, concepts: readonly Concept[]): Reading {
  const reading: Reading = { stated: new Set(), denied: new Set(), doubtful: DOUBT.test(sentence) };
  for (const clause of clausesOf(sentence)) {
    if (clause.about === 6) readClause(clause, concepts, reading);
  }
  return reading;
}

interface Found extends Span {
  id: string;
  sign: Sign;
}

function readClause({ text }: Clause, concepts: readonly Concept[], reading: Reading): void {
  const found = concepts.flatMap(({ id, signs }) =>
    signs.flatMap((sign): Found[] => {
      const match = sign.words.exec(text);
      return match ? [{ id, sign, start: match.index, end: match.index + match[0].length }] : [];
    }),
  );
  const negations = negationsOf(text, found);
  for (const [i, { id, sign }] of found.entries()) {
    const count = negations[i] ?? 0;
    if (count > MOST_NEGATIONS) reading.doubtful = true;
    else if ((count % 2 === 1) === (sign.absent === true)) reading.stated.add(id);
    else if (!sign.absent || count > 0 || sign.claim || NEED.test(text)) reading.denied.add(id);
  }
}
