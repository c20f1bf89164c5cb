const utf8 = new TextDecoder('utf-8', { fatal: true });
const utf16 = new TextDecoder('utf-16le');
const western = new TextDecoder('windows-1252');

/**
 * The text of a CSV file as spreadsheets write them: UTF-8, with a byte order mark or not; UTF-16 with one; otherwise Windows-1252, which
 * Excel saves "CSV" as in the West. What is not UTF-8 is hardly ever so by chance.
 */
export function csvText(file: ArrayBuffer): string {
  const bytes = new Uint8Array(file);
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return utf16.decode(bytes);
  try {
    return utf8.decode(bytes);
  } catch {
    return western.decode(bytes);
  }
}
