import { stringify } from 'csv-stringify/sync';
import type { GradeSheet } from './contract.ts';

/**
 * Grades as CSV (RFC 4180): UTF-8 with a byte order mark, by which spreadsheets know it; commas, CRLF, a header. Columns: name, number,
 * points, possible, then for each exercise its points, status and attempts. Numbers have a decimal point. A text that a spreadsheet would take
 * for a formula gets an apostrophe in front (OWASP, CSV Injection).
 */
export function csvOf({ exercises, learners }: GradeSheet): string {
  const header = [
    'name',
    'number',
    'points',
    'possible',
    ...exercises.flatMap(({ id }) => [`${id} points`, `${id} status`, `${id} attempts`]),
  ];
  const rows = learners.map(({ name, externalId, earned, possible, grades }) => [
    name,
    externalId ?? '',
    earned,
    possible,
    ...grades.flatMap(({ points, status, attempts }) => [points, status ?? 'not tried', attempts]),
  ]);
  return stringify([header, ...rows], {
    bom: true,
    escape_formulas: true,
    record_delimiter: 'windows',
    // This covers anything in a name, also a line break of another kind.
    quoted_string: true,
  });
}

/** The same with every field of each grade, in a stable shape. `version` grows when the shape changes. */
export function jsonOf({ class: group, at, exercises, learners }: GradeSheet): object {
  return { format: 'vethlab-grades', version: 1, exportedAt: at, class: group, exercises, learners };
}
