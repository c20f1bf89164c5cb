/**
 * What ends the lines of a text. CodeMirror takes it out and puts it back between lines, so a text whose lines end in different ways keeps
 * its carriage returns as letters: no byte is lost by opening and saving.
 */
export function lineEndOf(text: string): '\n' | '\r\n' {
  const ends = text.match(/\r\n|\r|\n/g) ?? [];
  return ends.length > 0 && ends.every((end) => end === '\r\n') ? '\r\n' : '\n';
}
