const ESC = String.fromCharCode(27);
const BEL = String.fromCharCode(7);
/**
 * What a terminal says by itself when a program asks: device attributes (c), status and cursor position (n, R), modes
 * ($y), window reports (t), keyboard flags (u), colours (OSC) and strings (DCS).
 *
 * xterm.js hands these out by the same event as typing, so they are told apart by their form. No key sends one of them,
 * but for Shift+F3 of some terminals, which xterm.js sends as `CSI 1;2R`; it has row 1, so it passes as an answer.
 */
const ANSWER = new RegExp(
  `^(?:${ESC}\\[[?>=]?[\\d;]*(?:[cnRtu]|\\$y)|${ESC}\\][\\d;]+[^${BEL}${ESC}]*(?:${BEL}|${ESC}\\\\)|${ESC}P[^${ESC}]*${ESC}\\\\)+$`,
);

/** Whether data from the terminal is an answer to a program, and not typed. */
export function isAnswer(data: string): boolean {
  return ANSWER.test(data);
}
