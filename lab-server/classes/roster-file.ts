import { parse } from 'csv-parse/sync';
import type { RosterReport } from '../../protocol/desk/roster.ts';
import { seenName } from '../../protocol/name.ts';
import { plainName } from './names.ts';

/** Words that head a column, in the languages of the pages. */
const NAME = new Set([
  'name',
  'full name',
  'student',
  'learner',
  'vollständiger name',
  'teilnehmer',
  'teilnehmerin',
]);
const FIRST = new Set(['first name', 'firstname', 'given name', 'vorname']);
const LAST = new Set(['last name', 'lastname', 'surname', 'family name', 'nachname']);
const EXTERNAL = new Set([
  'id',
  'number',
  'student id',
  'external id',
  'matriculation number',
  'matrikelnummer',
  'nummer',
]);

const LONGEST = 60;
/** Most learners on one roster. */
const MOST = 500;

interface Columns {
  /** Columns whose values together are the name. */
  name: number[];
  externalId: number | undefined;
}

/** The roster can't be read at all. The message says why. */
export class RosterError extends Error {
  override name = 'RosterError';
}

/**
 * Reads a roster as spreadsheets save it: with commas, semicolons or tabs, and with or without a header that names the columns (without: name,
 * number).
 * @param known the names already on the roster.
 * @throws RosterError
 */
export function readRoster(csv: string, known: readonly string[]): RosterReport {
  const records = recordsOf(csv);
  const columns = records[0] && headerOf(records[0].record);
  const report: RosterReport = { added: [], known: [], refused: [] };
  const seen = new Set(known.map(plainName));
  const listed = new Set(seen);
  for (const { record, line } of columns ? records.slice(1) : records) {
    const { name, externalId } = fieldsOf(record, columns ?? { name: [0], externalId: 1 });
    const refuse = (why: string) => report.refused.push({ line, text: record.join(', ').slice(0, 200), why });
    if (name === '') refuse('It has no name.');
    else if (name.length > LONGEST) refuse(`A name has at most ${LONGEST} characters.`);
    else if ((externalId ?? '').length > LONGEST) refuse(`A number has at most ${LONGEST} characters.`);
    else if (listed.has(plainName(name))) report.known.push({ line, name });
    else if (seen.has(plainName(name))) refuse('The same name stands above; tell them apart.');
    else if (listed.size + report.added.length >= MOST) refuse(`A class has at most ${MOST} learners.`);
    else report.added.push({ line, name, externalId });
    seen.add(plainName(name));
  }
  return report;
}

function recordsOf(csv: string): { record: string[]; line: number }[] {
  const text = csv.replace(/^\ufeff/, '');
  try {
    const parsed = parse(text, {
      delimiter: delimiterOf(text),
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      info: true,
    }) as unknown as { record: string[]; info: { lines: number } }[];
    return parsed.map(({ record, info }) => ({ record, line: info.lines }));
  } catch (error) {
    throw new RosterError(`It is no CSV: ${(error as Error).message}`);
  }
}

/** The separator that the first line has most of. A list of names has none. */
function delimiterOf(text: string): string {
  const [first = ''] = text.split(/\r?\n/, 1);
  const counts = [';', '\t', ','].map((sign) => ({ sign, count: first.split(sign).length }));
  return counts.reduce((a, b) => (b.count > a.count ? b : a)).sign;
}

/** Undefined when the first line is no header but already a learner. */
function headerOf(record: readonly string[]): Columns | undefined {
  const words = record.map((word) => word.toLowerCase());
  const at = (names: ReadonlySet<string>) => words.findIndex((word) => names.has(word));
  const name = at(NAME) >= 0 ? [at(NAME)] : [at(FIRST), at(LAST)].filter((index) => index >= 0);
  if (name.length === 0) return undefined;
  return { name, externalId: at(EXTERNAL) >= 0 ? at(EXTERNAL) : undefined };
}

function fieldsOf(record: readonly string[], { name, externalId }: Columns) {
  return {
    name: seenName(name.map((index) => record[index] ?? '').join(' ')),
    externalId: (externalId === undefined ? undefined : record[externalId]) || null,
  };
}
