/** A word in angle brackets, such as <PID>, that stands for a text that differs from host to host. */
const PLACEHOLDER = /<[A-Za-z][\w -]*>/g;

/**
 * The difference between the output that a text shows and the printed output; null when there is none. In the shown output `…` stands for any
 * text, alone on a line for any lines, and a word in angle brackets for one word. How wide columns are makes no difference.
 */
export function unlike(shown: string, printed: string): string | null {
  const lines = linesOf(printed);
  const wanted = linesOf(shown);
  const { reached } = match(wanted, lines);
  if (reached === undefined) return null;
  const missed = wanted[reached] ?? 'nothing more';
  return `the text shows “${missed}”, and printed was:\n${printed.trim() || '(nothing)'}`;
}

/** The progress that curl shows when its output is not a terminal. A learner's output is a terminal and shows none. */
const METER = /^(% Total\b.*|Dload\s+Upload\b.*|(\d+\s+[\dkM.]+\s+){2}\d+\s+[\dkM.]+\s.*--:--:--.*)$/;

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    // The text before a carriage return has been written over.
    .map((line) => line.trim().split('\r').at(-1)?.trim() ?? '')
    .filter((line) => line !== '' && !METER.test(line));

/** Walks through both at once. Keeps every place in the printed lines at which the shown lines so far may end. */
function match(wanted: readonly string[], lines: readonly string[]): { reached: number | undefined } {
  let ends = new Set([0]);
  for (const [index, line] of wanted.entries()) {
    const next = new Set<number>();
    const pattern = patternOf(line);
    for (const end of ends) {
      if (line === '…') for (let i = end; i <= lines.length; i++) next.add(i);
      else if (end < lines.length && pattern.test(lines[end] as string)) next.add(end + 1);
    }
    if (next.size === 0) return { reached: index };
    ends = next;
  }
  return { reached: ends.has(lines.length) ? undefined : wanted.length };
}

function patternOf(line: string): RegExp {
  const literal = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(/\s+/g, '\\s+');
  const parts = line.split('…').map((part) => {
    const fixed = part.split(PLACEHOLDER).map(literal);
    return fixed.join('\\S+');
  });
  return new RegExp(`^${parts.join('.*')}$`);
}
