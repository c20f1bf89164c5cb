import { CsvError, parse } from 'csv-parse/sync';

interface CsvRecord {
  fields: string[];
  /** The line on which it begins, from 1. */
  line: number;
}

interface Records {
  records: CsvRecord[];
  /** Lines whose quotes can't be made out. */
  broken: { line: number; text: string }[];
  /** Whether the separator is a comma that a space follows, as in "Surname, Given". */
  isSpaced: boolean;
}

/** A value in quotes may go on over some lines, a comment for example. A quote that stays open longer was never closed. */
const MOST_LINES = 5;
/** The lines from which the separator is told. */
const SAMPLE = 60;
const SEPARATORS = ['\t', ';', '|', ','];
/** The first line by which some programs tell Excel the separator. */
const TOLD = /^"?sep=([^\n])"?[;,\t ]*(?:\n|$)/i;

/**
 * Reads CSV as spreadsheets and platforms save it: any of their separators and line ends, with or without a line `sep=;`. A line with stray quotes
 * costs only itself.
 */
export function recordsOf(csv: string): Records {
  const whole = csv
    .replace(/^\ufeff/, '')
    .replaceAll('\0', '')
    .replaceAll(/\r\n?/g, '\n');
  const [told, separator] = TOLD.exec(whole) ?? [];
  const text = whole.slice(told?.length ?? 0);
  const first = told === undefined ? 1 : 2;
  const delimiter = separator ?? delimiterOf(text);
  const isSpaced = delimiter === ',' && isMostly(linesOf(text), (line) => line.includes(', '));
  const { records, broken } = atOnce(text, delimiter, first) ?? byLine(text, delimiter, first);
  // The parser trims only what is not in quotes.
  return {
    records: records.map(({ fields, line }) => ({ fields: fields.map((field) => field.trim()), line })),
    broken,
    isSpaced,
  };
}

/** Undefined when a quote somewhere is stray, so that lines have to be read one by one. */
function atOnce(text: string, delimiter: string, first: number): Omit<Records, 'isSpaced'> | undefined {
  const parsed = parsedOf(text, delimiter);
  if (!Array.isArray(parsed)) return undefined;
  let last = 0;
  const records = parsed.map(({ record, info }) => {
    const line = last + 1;
    last = info.lines;
    return { fields: record, line, lines: info.lines - line + 1 };
  });
  if (
    records.some(({ fields, lines }) => lines > MOST_LINES && fields.some((field) => field.includes('\n')))
  ) {
    return undefined;
  }
  // Empty lines belong to no record, so a record begins as many lines before its end as it has.
  return {
    records: records.map(({ fields, line, lines }) => {
      const own = 1 + fields.reduce((sum, field) => sum + field.split('\n').length - 1, 0);
      return { fields, line: first - 1 + line + Math.max(0, lines - own) };
    }),
    broken: [],
  };
}

function byLine(text: string, delimiter: string, first: number): Omit<Records, 'isSpaced'> {
  const lines = text.split('\n');
  const records: CsvRecord[] = [];
  const broken: Records['broken'] = [];
  for (let at = 0; at < lines.length; ) {
    const found = recordAt(lines, at, delimiter);
    if (!found) broken.push({ line: first + at, text: lines[at] ?? '' });
    else if (found.fields) records.push({ fields: found.fields, line: first + at });
    at += found?.lines ?? 1;
  }
  return { records, broken };
}

/** The record that begins on a line; without fields when the line is empty, undefined when its quotes are stray. */
function recordAt(
  lines: readonly string[],
  at: number,
  delimiter: string,
): { fields: string[] | undefined; lines: number } | undefined {
  for (let count = 1; count <= MOST_LINES && at + count <= lines.length; count++) {
    const parsed = parsedOf(lines.slice(at, at + count).join('\n'), delimiter);
    if (Array.isArray(parsed)) return { fields: parsed[0]?.record, lines: count };
    if (parsed.code !== 'CSV_QUOTE_NOT_CLOSED') return undefined;
  }
  return undefined;
}

function parsedOf(
  text: string,
  delimiter: string,
): { record: string[]; info: { lines: number } }[] | CsvError {
  try {
    return parse(text, {
      delimiter,
      record_delimiter: '\n',
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      info: true,
    }) as unknown as { record: string[]; info: { lines: number } }[];
  } catch (error) {
    if (error instanceof CsvError) return error;
    throw error;
  }
}

/** The separator that most lines have equally often; of several the one that a text has least by chance. A list of names has none. */
function delimiterOf(text: string): string {
  const lines = linesOf(text);
  const shares = SEPARATORS.map((sign) => {
    const counts = lines.map((line) => countOutsideQuotes(line, sign)).filter((count) => count > 0);
    const alike = [...Map.groupBy(counts, (count) => count).values()];
    return { sign, lines: Math.max(0, ...alike.map(({ length }) => length)) };
  });
  const best = shares.reduce((a, b) => (b.lines > a.lines ? b : a));
  return best.lines > 0 ? best.sign : ',';
}

const linesOf = (text: string): string[] => text.split('\n', SAMPLE).filter((line) => line.trim() !== '');

function countOutsideQuotes(line: string, sign: string): number {
  return line
    .split('"')
    .filter((_, part) => part % 2 === 0)
    .reduce((sum, part) => sum + part.split(sign).length - 1, 0);
}

/** Whether something holds for more than half of them. */
export const isMostly = <T>(list: readonly T[], holds: (one: T) => boolean): boolean =>
  list.filter(holds).length * 2 > list.length;
