/** A stretch of a clause, from its first character to behind its last. */
export interface Span {
  start: number;
  end: number;
}

/** Takes away what follows, and says nothing of what came before: "own addresses without NAT". */
const BEFORE_ITS_OBJECT =
  /\b(without|no(?! longer| more)|instead of|rather than|unlike|free (of|from)|lacks?|lacking|nobody|none|neither|nor|rid of)\b/g;

/** Takes away what follows: "avoids NAT", "a way around NAT". */
const VERB =
  /\b(avoid\w*|eliminat\w*|remov\w*|skip\w*|bypass\w*|replac\w*|drop(s|ped|ping)?|abolish\w*|end(s|ed)|stop(s|ped)?|prevent\w*|dispens\w*|away with|(way|get|getting) around|escap\w*)\b/g;

/** Takes away what it is said of, unless something follows: "makes NAT obsolete", "makes obsolete all NAT". */
const PREDICATE =
  /\b(false|untrue|wrong|a myth|obsolete|unnecessary|unneeded|needless|superfluous|redundant|disappears?|vanish\w*|gone|goes away|(?:is|are|be|was|were)( \w+)? (avoided|eliminated|removed|skipped|bypassed|replaced|dropped|abolished|prevented))\b/g;

/** Takes away what follows, if anything does: "does not need NAT". */
const NOT = /\b(not|no (longer|more)|never)\b/g;

/** When nothing follows, `not` takes away what came before only with such an end: "NAT is not needed". */
const NOT_NEEDED =
  /^( \w+){0,2} (needed|necessary|required|used|useful|possible|available|present|there|involved|given|assigned|wanted|enough|sufficient|true|the case|an issue|a problem|work|exist|happen)\b|^( any ?more| at all)?$/;

/**
 * How many times each span of a clause is negated. A negation binds to the nearest span after it, so that two in a row ("can
 * not avoid NAT") both bind to the same one and cancel out.
 */
export function negationsOf(clause: string, spans: readonly Span[]): number[] {
  const counts = spans.map(() => 0);
  const bind = (pattern: RegExp, mayFollow: (rest: string) => boolean) => {
    for (const { index, 0: word } of clause.matchAll(pattern)) {
      const negation = { start: index, end: index + word.length };
      for (const i of objectsOf(negation, spans, mayFollow(clause.slice(negation.end)))) {
        counts[i] = (counts[i] ?? 0) + 1;
      }
    }
  };
  bind(BEFORE_ITS_OBJECT, () => false);
  bind(VERB, () => false);
  bind(PREDICATE, () => true);
  bind(NOT, (rest) => NOT_NEEDED.test(rest));
  return counts;
}

/** Places of the spans that a negation binds to: overlapping ones share it. `mayFollow`: it may stand behind its object. */
function objectsOf(negation: Span, spans: readonly Span[], mayFollow: boolean): number[] {
  const places = [...spans.keys()];
  const at = (i: number) => spans[i] as Span;
  const around = places.filter((i) => at(i).start < negation.start && at(i).end > negation.end);
  const after = places.filter((i) => at(i).start >= negation.end);
  const within = after.filter((i) => around.some((outer) => at(i).start < at(outer).end));
  if (within.length > 0) return nearest(within, at, 1);
  if (around.length > 0) return around;
  if (after.length > 0) return nearest(after, at, 1);
  const before = places.filter((i) => at(i).end <= negation.start);
  return mayFollow ? nearest(before, at, -1) : [];
}

function nearest(places: readonly number[], at: (i: number) => Span, direction: 1 | -1): number[] {
  const [first] = [...places].sort((a, b) =>
    direction > 0 ? at(a).start - at(b).start : at(b).end - at(a).end,
  );
  if (first === undefined) return [];
  return places.filter((i) => at(i).start < at(first).end && at(i).end > at(first).start);
}
