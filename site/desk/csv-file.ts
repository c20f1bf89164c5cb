const utf8 = new TextDecoder('utf-8', { fatal: true });
const utf16 = { le: new TextDecoder('utf-16le'), be: new TextDecoder('utf-16be') };
const western = new TextDecoder('windows-1252');

/** The bytes from which UTF-16 without a byte order mark is told. */
const SAMPLE = 2000;

/**
 * The text of a CSV file as spreadsheets write it: UTF-8 or UTF-16 of either order, with or without a byte order mark, otherwise Windows-1252, in
 * which Excel saves "CSV" in the West. Text in another encoding is hardly ever valid UTF-8 by chance.
 */
export function csvText(file: ArrayBuffer): string {
  const bytes = new Uint8Array(file);
  const order = utf16Order(bytes);
  if (order) return utf16[order].decode(bytes);
  try {
    return utf8.decode(bytes);
  } catch {
    return western.decode(bytes);
  }
}

/** Whether it is a workbook of Excel or LibreOffice, which is no text: a zip file, or the older format of Office. */
export function isWorkbook(file: ArrayBuffer): boolean {
  const head = [...new Uint8Array(file.slice(0, 4))].join(' ');
  return head === '80 75 3 4' || head === '208 207 17 224';
}

/** Of UTF-16 every other byte is zero as long as the letters are Latin, and so are its separators and line ends in any script. */
function utf16Order(bytes: Uint8Array): 'le' | 'be' | undefined {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'le';
  if (first === 0xfe && second === 0xff) return 'be';
  const zeros = { even: 0, odd: 0 };
  for (const [at, byte] of bytes.subarray(0, SAMPLE).entries()) {
    if (byte === 0) zeros[at % 2 === 0 ? 'even' : 'odd']++;
  }
  if (zeros.even === zeros.odd) return undefined;
  return zeros.odd > zeros.even ? 'le' : 'be';
}
