/** The beginnings by which a spreadsheet takes a text for a formula (OWASP, CSV Injection). */
const FORMULA = /^[=+\-@\t\r]/;

/** A table as CSV by RFC 4180, with the byte order mark by which spreadsheets know UTF-8. A text that they would take for a formula gets an apostrophe in front. */
export function linksCsv(rows: readonly (readonly (string | number)[])[]): string {
  const lines = rows.map((row) => row.map((cell) => (typeof cell === 'number' ? cell : quoted(cell))));
  return `\uFEFF${lines.map((cells) => `${cells.join(',')}\r\n`).join('')}`;
}

const quoted = (text: string): string =>
  `"${(FORMULA.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
