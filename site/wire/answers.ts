/**
 * What a terminal says by itself when a program asks: device attributes (c), status and cursor position (n, R), modes
 * ($y), window reports (t), keyboard flags (u), colours (OSC) and strings (DCS).
 *
 * xterm.js hands these out by the same event as typing, so they are told apart by their form. No key sends one of them,
 * but for Shift+F3 of some terminals, which xterm.js sends as `CSI 1;2R`; it has row 1, so it passes as an answer.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are made of control characters
const ANSWER = /^(?:\x1b\[[?>=]?[\d;]*(?:[cnRtu]|\$y)|\x1b\][\d;]+[^\x07\x1b]*(?:\x07|\x1b\\)|\x1bP[^\x1b]*\x1b\\)+$/;

/** Whether data from the terminal is an answer to a program, and not typed. */
export function isAnswer(data: string): boolean {
  return ANSWER.test(data);
}
