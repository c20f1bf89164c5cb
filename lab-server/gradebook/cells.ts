import { stringify } from 'csv-stringify/sync';
import type { GradeSheet } from './contract.ts';

type Exercise = GradeSheet['exercises'][number];
type Row = GradeSheet['learners'][number];
type Cell = string | number | null;

/** The points of a grade; null when the learner did not try, which is not the same as 0. */
export const pointsOf = ({ status, override, points }: Row['grades'][number]): number | null =>
  status === null && override === null ? null : points;

/** The sum of a learner's points; null when they tried nothing. */
export const totalOf = ({ grades, earned }: Row): number | null =>
  grades.every((grade) => pointsOf(grade) === null) ? null : earned;

/** The titles of the exercises, each different from the others. */
export function titlesOf(exercises: readonly Exercise[]): string[] {
  const counts = Map.groupBy(exercises, ({ title }) => title);
  return exercises.map(({ id, title }) =>
    (counts.get(title)?.length ?? 0) > 1 ? `${title} – ${id}` : title,
  );
}

/** Given name and surname: as the school's list has them, otherwise the last word is the surname. */
export function partsOfName({ name, familyName }: Pick<Row, 'name' | 'familyName'>): {
  given: string;
  family: string;
} {
  const known = familyName === null ? -1 : name.lastIndexOf(familyName);
  const at = known > 0 ? known : name.lastIndexOf(' ') + 1;
  return { given: name.slice(0, at).trim(), family: name.slice(at) };
}

/** The beginnings by which a spreadsheet takes a text for a formula (OWASP, CSV Injection). A lone "-" is none. */
const FORMULA = /^(?!-$)[=+\-@\t\r＝＋－＠]/u;
const safe = (cell: Cell): string | number =>
  typeof cell === 'string' && FORMULA.test(cell) ? `'${cell}` : (cell ?? '');

/**
 * CSV by RFC 4180: UTF-8, commas, CRLF, numbers with a decimal point. A text that a spreadsheet would take for a formula gets an apostrophe in
 * front.
 * @param bom a byte order mark, by which spreadsheets know UTF-8. Canvas reads no quoted value behind one.
 */
export function csv(rows: readonly (readonly Cell[])[], { bom }: { bom: boolean }): string {
  return stringify(
    rows.map((row) => row.map(safe)),
    {
      bom,
      record_delimiter: 'windows',
      // This covers anything in a name, also a line break of another kind.
      quoted_string: true,
      quoted_empty: false,
    },
  );
}
