/** A stretch of a clause, from its first character to behind its last. */
export interface Span {
  start: number;
  end: number;
}

/**
 * How many times each span of a clause is negated. A negation within a span is that span's. Others bind to the nearest span after them, so that
 * two in a row ("can not avoid NAT") both bind to the same one and cancel out; or to one before, where the words say so ("NAT is not needed").
 */
export function negationsOf(clause: string, spans: readonly Span[]): number[] {
  const counts = spans.map(() => 0);
  for (const { index: start, 0: word } of clause.matchAll(/\b(?:not|no|without|avoid|gone)\b/g)) {
    const i = boundTo(word, start, clause, spans);
    if (i !== undefined) counts[i] = (counts[i] ?? 0) + 1;
  }
  return counts;
}

function boundTo(word: string, start: number, clause: string, spans: readonly Span[]): number | undefined {
  const places = [...spans.keys()];
  const at = (i: number) => spans[i] as Span;
  const around = places.find((i) => at(i).start <= start && start < at(i).end);
  if (around !== undefined) return around;
  const after = places.filter((i) => at(i).start > start).sort((a, b) => at(a).start - at(b).start)[0];
  const before = places.filter((i) => at(i).end <= start).sort((a, b) => at(b).end - at(a).end)[0];
  const rest = clause.slice(start + word.length);
  if (word === 'without' || (word === 'avoid' && rest !== '')) return after;
  const pointsBack = word === 'gone' || /^ (?:need|gone|only|avoid)\b|^$/.test(rest);
  if (rest.startsWith(' v6')) return undefined;
  if (pointsBack) return before ?? after;
  return after ?? (word === 'not' ? before : undefined);
}
