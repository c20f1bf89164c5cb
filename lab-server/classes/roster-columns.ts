import type { ColumnUse, RosterImport } from '../../protocol/desk/roster.ts';
import { usesOfHeadings } from './column-headings.ts';
import { isMostly } from './csv-records.ts';

interface Line {
  fields: string[];
  line: number;
}

interface Layout {
  /** The records, each name in one field. */
  records: Line[];
  /** The index of the record that names the columns. */
  header: number | undefined;
  uses: ColumnUse[];
}

/** The records among which the names of the columns are looked for: a platform may put a title and a date above them. */
const FIRST = 20;
/** The records from which a column's contents are told. */
const SAMPLE = 200;

const isPartOfName = (use: ColumnUse | undefined): boolean =>
  use === 'name' || use === 'given' || use === 'family';

/**
 * What each column of a list holds: as the teacher says, otherwise by the names of the columns, otherwise by what stands there.
 * @param isSpaced whether the separator is a comma that a space follows, as in "Surname, Given".
 */
export function layoutOf(
  read: readonly Line[],
  isSpaced: boolean,
  told: Pick<RosterImport, 'header' | 'columns'>,
): Layout {
  const found =
    told.header === undefined
      ? headerOf(read.map(({ fields }) => fields))
      : read.findIndex(({ line }) => line === told.header);
  const header = found === -1 ? undefined : found;
  const records = withWholeNames(read, header);
  const rows = records.map(({ fields }) => fields);
  const body = rows.slice((header ?? -1) + 1, (header ?? -1) + 1 + SAMPLE);
  const width = rows.reduce((most, { length }) => Math.max(most, length), 0);
  const named = header === undefined ? [] : usesOfHeadings(rows[header] ?? []);
  const seen = named.some(isPartOfName) ? [] : usesOfContents(body, width, isSpaced, named);
  const uses = Array.from(
    { length: width },
    (_, at) => told.columns?.[at] ?? named[at] ?? seen[at] ?? 'none',
  );
  return { records, header, uses: withEmail(uses, body, told) };
}

/** Puts "Surname, Given" together where it stands without quotes between commas, so that lines have one field more than the header. */
function withWholeNames(records: readonly Line[], header: number | undefined): Line[] {
  const titles = header === undefined ? undefined : records[header]?.fields;
  const at = titles ? usesOfHeadings(titles).indexOf('name') : -1;
  const isSplit = ({ fields }: Line) => fields.length === (titles?.length ?? 0) + 1 && fields.at(-1) !== '';
  if (header === undefined || at < 0 || !isMostly(records.slice(header + 1), isSplit)) return [...records];
  return records.map((record, index) => {
    if (index <= header || !isSplit(record)) return record;
    const [family, given] = record.fields.slice(at);
    return { ...record, fields: record.fields.toSpliced(at, 2, `${family}, ${given}`) };
  });
}

function headerOf(rows: readonly string[][]): number | undefined {
  const counts = rows.slice(0, FIRST).map((fields, at) => {
    const uses = usesOfHeadings(fields);
    const known = uses.filter((use) => use !== undefined).length;
    const isAll = known === fields.filter((field) => field !== '').length;
    // Below the first line, one word that is a heading may as well be somebody's name.
    return uses.some(isPartOfName) && (at === 0 || known > 1 || isAll) ? known : 0;
  });
  const most = Math.max(0, ...counts);
  if (most > 0) return counts.indexOf(most);
  return isUnlikeTheRest(rows) ? 0 : undefined;
}

/** Letters and no digit. */
const isWords = (value: string): boolean => /\p{L}/u.test(value) && !/\p{N}/u.test(value);

/** Whether the first line has words where all others have numbers or addresses: a header in a language that is not known here. */
function isUnlikeTheRest([first = [], ...rest]: readonly string[][]): boolean {
  if (rest.length < 2) return false;
  return first.some(
    (field, at) =>
      isWords(field) && !field.includes('@') && rest.every((row) => /[\p{N}@]/u.test(row[at] ?? '')),
  );
}

function usesOfContents(
  rows: readonly string[][],
  width: number,
  isSpaced: boolean,
  named: readonly (ColumnUse | undefined)[],
): (ColumnUse | undefined)[] {
  const free = Array.from({ length: width }, (_, at) => at).filter((at) => named[at] === undefined);
  const valuesOf = (at: number) => rows.map((row) => row[at] ?? '').filter((value) => value !== '');
  const holds = (at: number, pattern: RegExp) => isMostly(valuesOf(at), (value) => pattern.test(value));
  // Most names are different, most sections are not.
  const differs = (at: number) => new Set(valuesOf(at)).size * 2 > valuesOf(at).length;
  const email = free.find((at) => holds(at, /@/));
  const texts = free.filter((at) => at !== email && holds(at, /\p{L}/u));
  const letters = texts.filter((at) => isMostly(valuesOf(at), isWords));
  const first = letters.find(differs) ?? texts.find(differs) ?? texts[0] ?? 0;
  const second = letters.find((at) => at > first);
  const externalId = free.find((at) => at !== first && at !== email && holds(at, /\p{N}/u));
  const isWhole = !isSpaced && holds(first, /\S\s+\S/u);
  return Array.from({ length: width }, (_, at) => {
    if (at === first) return second === first + 1 && !isWhole ? 'family' : 'name';
    if (at === second && second === first + 1) return isWhole ? 'section' : 'given';
    if (at === email) return 'email';
    return at === externalId && !named.includes('externalId') ? 'externalId' : undefined;
  });
}

/** A column of addresses under a heading that is not known holds the e-mail. */
function withEmail(
  uses: ColumnUse[],
  rows: readonly string[][],
  { columns }: Pick<RosterImport, 'columns'>,
): ColumnUse[] {
  if (columns || uses.includes('email')) return uses;
  const isAddress = (at: number) =>
    isMostly(
      rows.map((row) => row[at] ?? ''),
      (value) => /^[^\s@]+@[^\s@]+$/.test(value),
    );
  const found = uses.findIndex((use, at) => use === 'none' && isAddress(at));
  return uses.map((use, at) => (at === found ? 'email' : use));
}
