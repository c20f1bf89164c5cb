import type { ColumnUse, RosterImport, RosterReport, SchoolRecord } from '../../protocol/desk/roster.ts';
import { seenName } from '../../protocol/name.ts';
import { recordsOf } from './csv-records.ts';
import { plainName } from './names.ts';
import { layoutOf } from './roster-columns.ts';
import { isSame, type ListedLearner, moreThan, shareAWord } from './school-record.ts';
import { surnameFirst } from './surname-first.ts';

const LONGEST = 60;
const LONGEST_DETAIL = 200;
/** Most learners on one roster. */
const MOST = 500;
/** Lines that are shown to choose the header from, and values to know a column by. */
const HEAD = 8;
const EXAMPLES = 3;

/** What an import would do. */
interface Reading<L> {
  report: RosterReport;
  /** The learners of the roster of whom the list knows more. */
  fills: { learner: L; details: Partial<SchoolRecord> }[];
}

/**
 * Reads a list of learners as spreadsheets and platforms save it.
 * @param told what the teacher says of its header and its columns.
 * @param roster the learners that the class has already.
 */
export function readRoster<L extends ListedLearner>(
  csv: string,
  roster: readonly L[],
  told: Pick<RosterImport, 'header' | 'columns'> = {},
): Reading<L> {
  const { records: read, broken, isSpaced } = recordsOf(csv);
  const { records, header, uses } = layoutOf(read, isSpaced, told);
  const report: RosterReport = {
    header: header === undefined ? null : (records[header]?.line ?? null),
    head: records.slice(0, HEAD).map(({ fields, line }) => ({ line, text: textOf(fields) })),
    columns: [],
    added: [],
    known: [],
    refused: broken.map(({ line, text }) => ({
      line,
      text: text.slice(0, LONGEST_DETAIL),
      why: 'A quotation mark is open or stands inside a value; mend the line and bring it in again.',
    })),
  };
  const fills: Reading<L>['fills'] = [];
  const learners: string[][] = [];
  const above: { listed: ListedLearner; line: number }[] = [];
  for (const [at, { fields, line }] of records.entries()) {
    if (at === header || fields.every((field) => field === '')) continue;
    const refuse = (why: string) => void report.refused.push({ line, text: textOf(fields), why });
    if (header !== undefined && at < header) {
      refuse('It stands above the line that names the columns.');
      continue;
    }
    const listed = learnerOf(fields, uses);
    const why = noLearner(fields, uses, listed);
    const twice = above.find((one) => isSame(one.listed, listed));
    const learner = roster.find((one) => isSame(one, listed));
    if (why !== undefined) refuse(why);
    else if (twice && !learner) refuse(sameAs(twice, listed));
    else if (learner && !shareAWord(learner.name, listed.name)) refuse(clash(learner));
    else if (learner) {
      const details = moreThan(learner, listed);
      const filled = (Object.keys(details) as (keyof SchoolRecord)[]).filter((key) => key !== 'familyName');
      if (Object.keys(details).length > 0) fills.push({ learner, details });
      report.known.push({ line, name: learner.name, filled: filled as ColumnUse[] });
    } else if (roster.length + report.added.length >= MOST) refuse(`A class has at most ${MOST} learners.`);
    else report.added.push({ line, ...listed, twin: false });
    if (why === undefined) {
      above.push({ listed, line });
      learners.push(fields);
    }
  }
  report.columns = columnsOf(header === undefined ? undefined : records[header]?.fields, learners, uses);
  report.refused.sort((a, b) => a.line - b.line);
  markTwins(report, roster);
  return { report, fills };
}

function sameAs({ listed, line }: { listed: ListedLearner; line: number }, { name }: ListedLearner): string {
  return plainName(listed.name) === plainName(name)
    ? `The same learner stands on line ${line}; give two of one name different numbers or e-mail addresses.`
    : `Line ${line} has the same number, e-mail address or login, for ${listed.name}.`;
}

const clash = ({ name }: ListedLearner): string =>
  `The roster has the same number, e-mail address or login for ${name}; if a column only counts the lines, do not use it.`;

/** Each of two learners of one name has to join with the personal code. */
function markTwins(report: RosterReport, roster: readonly ListedLearner[]): void {
  const counts = Map.groupBy([...roster, ...report.added], ({ name }) => plainName(name));
  for (const one of report.added) one.twin = (counts.get(plainName(one.name))?.length ?? 0) > 1;
}

function learnerOf(fields: readonly string[], uses: readonly ColumnUse[]): ListedLearner {
  const values = fields.map(unescaped);
  const all = (use: ColumnUse) => values.filter((_, at) => uses[at] === use && values[at] !== '');
  const detail = (use: ColumnUse) => all(use)[0] ?? null;
  const id = (use: ColumnUse) => detail(use)?.replace(/^#(?=.)/, '') ?? null;
  const [given, family] = [nameOf(all('given')), nameOf(all('family'))];
  const whole = surnameFirst(nameOf(all('name')));
  const isSplit = given !== '' || family !== '';
  return {
    name: isSplit ? nameOf([given, family]) : whole.name,
    familyName: isSplit ? family || null : whole.familyName,
    externalId: id('externalId'),
    email: detail('email'),
    login: id('login'),
    section: detail('section'),
    platformId: id('platformId'),
  };
}

/** Why a line is no learner; undefined when it is one. */
function noLearner(
  fields: readonly string[],
  uses: readonly ColumnUse[],
  { name, ...details }: ListedLearner,
): string | undefined {
  const written = fields.filter((field) => field !== '');
  if (/^points possible$/i.test(written[0] ?? ''))
    return 'These are the points possible in Canvas, not a learner.';
  if (written.every((field) => /^(?:muted|manual posting.*)$/i.test(field))) {
    return 'This says in Canvas which grades are hidden; it is not a learner.';
  }
  const isTest = uses.includes('platformId') && name.toLowerCase() === 'test student';
  if (isTest || written[0]?.toLowerCase() === 'student, test') return 'This is the test student of Canvas.';
  if (name === '') return 'It has no name.';
  if (name.length > LONGEST) return `A name has at most ${LONGEST} characters.`;
  if ((details.externalId ?? '').length > LONGEST) return `A number has at most ${LONGEST} characters.`;
  const isLong = Object.values(details).some((detail) => (detail ?? '').length > LONGEST_DETAIL);
  return isLong ? `An e-mail address, login or section has at most ${LONGEST_DETAIL} characters.` : undefined;
}

function columnsOf(
  titles: readonly string[] | undefined,
  learners: readonly string[][],
  uses: readonly ColumnUse[],
): RosterReport['columns'] {
  return uses.map((use, at) => ({
    title: titles?.[at]?.slice(0, LONGEST_DETAIL) ?? null,
    examples: learners
      .map((fields) => fields[at] ?? '')
      .filter((value) => value !== '')
      .slice(0, EXAMPLES)
      .map((value) => value.slice(0, LONGEST)),
    use,
  }));
}

/** Without the apostrophe that our exports, and others, put before what a spreadsheet would take for a formula. */
const unescaped = (value: string): string => value.replace(/^'(?=[=+\-@＝＋－＠\t\r])/u, '');

const nameOf = (parts: readonly string[]): string => seenName(parts.join(' ').replaceAll(/\p{Cc}+/gu, ' '));

const textOf = (fields: readonly string[]): string => fields.join(', ').slice(0, LONGEST_DETAIL);
