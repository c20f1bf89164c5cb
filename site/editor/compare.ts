/** A line of a comparison, and whose it is: both texts', or that of one of them. */
export interface ComparedLine {
  text: string;
  in: 'both' | 'theirs' | 'mine';
}

/** Most pairs of lines that are compared. Beyond, what differs is shown as a whole. */
const MOST_PAIRS = 4_000_000;

/** Two texts line by line: what is common, by the longest common subsequence, and what only one of them has. */
export function compare(theirs: string, mine: string): ComparedLine[] {
  const [a, b] = [theirs.split(/\r?\n/), mine.split(/\r?\n/)];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  const middle = differing(a.slice(start, a.length - end), b.slice(start, b.length - end));
  return [...as('both', a.slice(0, start)), ...middle, ...as('both', a.slice(a.length - end))];
}

const as = (whose: ComparedLine['in'], lines: string[]): ComparedLine[] =>
  lines.map((text) => ({ text, in: whose }));

function differing(a: string[], b: string[]): ComparedLine[] {
  if (a.length * b.length > MOST_PAIRS) return [...as('theirs', a), ...as('mine', b)];
  // lengths[i][j]: how many lines a from i on and b from j on have in common.
  const lengths = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  const common = (i: number, j: number): number => lengths[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const row = lengths[i] as Uint16Array;
      row[j] = a[i] === b[j] ? common(i + 1, j + 1) + 1 : Math.max(common(i + 1, j), common(i, j + 1));
    }
  }
  const lines: ComparedLine[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      lines.push({ text: a[i] as string, in: 'both' });
      [i, j] = [i + 1, j + 1];
    } else if (j >= b.length || (i < a.length && common(i + 1, j) >= common(i, j + 1))) {
      lines.push({ text: a[i++] as string, in: 'theirs' });
    } else lines.push({ text: b[j++] as string, in: 'mine' });
  }
  return lines;
}
