/** Numbers as they were read from what was typed or pasted. `unread` is the first word that is none and is not known to stand beside them. */
export interface ReadNumbers {
  value: number[];
  unread?: string;
}

const NUMBER = /^\d{1,9}$/;
/** What people write between numbers and beside them. */
const BESIDE = /^(?:and|und|or|ports?|pids?|tcp|open|none|-+|&|\+)$/i;

/** Numbers typed as a list, or taken from what a tool printed: `nmap`, `ss`, `netstat`, and any table with a column PID. */
export function numbersIn(text: string, of: 'ports' | 'anything'): ReadNumbers {
  const printed = of === 'ports' ? portsPrinted(text) : columnPid(text);
  if (printed.length > 0) return { value: unique(printed) };
  const words = text
    .split(/[\s,;|()[\]]+/)
    .map((word) => word.replace(/^["'`:]+|(?<!["'`.:!])["'`.:!]+$/g, ''))
    .map((word) => word.replace(/^(\d+)\/(?:tcp|udp)$/i, '$1'))
    .filter((word) => word !== '' && !BESIDE.test(word));
  const unread = words.find((word) => !NUMBER.test(word));
  return unread === undefined ? { value: unique(words.map(Number)) } : { value: [], unread };
}

const unique = (numbers: readonly number[]) => [...new Set(numbers)];

/** Open TCP ports as nmap prints them, or the local ones of sockets that listen. None in a list that was typed. */
function portsPrinted(text: string): number[] {
  const scanned = [...text.matchAll(/\b(\d{1,5})\/tcp\s+(open|closed|filtered)\b/g)];
  if (scanned.length > 0) {
    return scanned.filter(([, , state]) => state === 'open').map(([, port]) => Number(port));
  }
  // ss: LISTEN 0 4096 *:8080 *:*; netstat: tcp6 0 0 :::8080 :::* LISTEN.
  return [...text.matchAll(/(?:\bLISTEN\s+\d+\s+\d+|\btcp6?\s+\d+\s+\d+)\s+\S*:(\d{1,5})\s/g)].map(
    ([, port]) => Number(port),
  );
}

/** The column PID of a table, by where its heading stands: cells may be left or right of it, and other columns have numbers too. */
function columnPid(text: string): number[] {
  const lines = text.split('\n');
  const heading = lines.findIndex((line) => /\bPID\b/.test(line));
  const start = lines[heading]?.search(/\bPID\b/) ?? -1;
  if (start < 0) return [];
  return lines.slice(heading + 1).flatMap((line) => {
    const cell = [...line.matchAll(/\d+/g)].find(
      ({ index, 0: digits }) => index < start + 3 && index + digits.length > start,
    );
    return cell ? [Number(cell[0])] : [];
  });
}

const IN_WORDS =
  'zero one two three four five six seven eight nine ten eleven twelve null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf'.split(
    ' ',
  );

/** One number, with words beside it ("3 containers", "= 3"), or as a word itself. Undefined where there is none, or more than one. */
export function numberIn(text: string): number | undefined {
  const words = text.toLowerCase().split(/[^\p{L}\p{N}.,+-]+/u);
  const found = words.flatMap((word) => {
    const bare = word.replace(/(?<![.,])[.,]+$/, '');
    if (NUMBER.test(bare)) return [Number(bare)];
    const place = IN_WORDS.indexOf(bare);
    return place < 0 ? (/\d/.test(bare) ? [Number.NaN] : []) : [place % 13];
  });
  return found.length === 1 && Number.isInteger(found[0]) ? found[0] : undefined;
}
