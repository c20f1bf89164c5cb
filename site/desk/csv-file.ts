const utf8 = new TextDecoder('utf-8', { fatal: true });
const utf16 = new TextDecoder('utf-16le');
const western = new TextDecoder('windows-1252');

/**
 * The text of a CSV file as spreadsheets write it: UTF-8 with or without a byte order mark, UTF-16 with one, otherwise Windows-1252, in which
 * Excel saves "CSV" in the West. Text in another encoding is hardly ever valid UTF-8 by chance.
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
